package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import dev.migrationcontrol.script.FlywaySettings;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptChanged;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/** Runs what only stock Flyway can: Java and shell migrations, and scripts around which shell callbacks are wanted. */
@ApplicationScoped
public class StockRunner {
    private final MigrationRunner sessions;

    StockRunner(MigrationRunner sessions) {
        this.sessions = sessions;
    }

    /**
     * Runs stock {@code migrate}; Flyway takes its own lock. It reads the files again, but only as they were planned.
     *
     * @throws RunFailure with what Flyway said, which is not the truth about what was committed: see the history
     */
    public void migrate(Target target, @Nullable Version version, boolean outOfOrder, StockListener listener)
            throws RunFailure {
        ResolvedScripts scripts = target.scripts();
        StockIndexes indexes = StockIndexes.before(target, sessions);
        try (StockWatch watch = new StockWatch(target, sessions, listener)) {
            StockEvents events = new StockEvents(target, listener);
            FluentConfiguration configuration = FlywaySettings.of(target.environment())
                    .dataSource(new OpeningDataSource(watch::lend))
                    .outOfOrder(outOfOrder)
                    .resourceProvider(scripts.files())
                    .javaMigrationClassProvider(scripts.classes())
                    .callbacks(events);
            if (version != null) {
                configuration.target(version.toString());
            }
            try {
                configuration.load().migrate();
            } catch (FlywayException e) {
                throw indexes.named(reason(target, watch, failure(e)), events.begun());
            }
            indexes.requireNoneNew(events.begun());
        }
    }

    private static RunFailure reason(Target target, StockWatch watch, RunFailure failure) {
        StopSignal.Why why = target.stop().why();
        if (why != null) {
            return RunFailure.stopped(why);
        }
        return watch.cancelledForOthers() && failure.wasCut()
                ? failure.because(
                        Reason.GAVE_WAY,
                        "The script made more sessions wait, or made them wait longer, than the policy allows, so it was ended.")
                : failure;
    }

    private static RunFailure failure(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ScriptChanged changed) {
                return ParserMessage.of(changed);
            }
            if (cause instanceof RunFailure failure) {
                return failure;
            }
            if (cause instanceof FlywaySqlScriptException script) {
                return ServerMessage.of(script, 0);
            }
        }
        SQLException sql = ServerMessage.sqlCause(e);
        if (sql == null) {
            return new RunFailure(Reason.NOT_APPLICABLE, String.valueOf(e.getMessage()));
        }
        RunFailure said = ServerMessage.of(sql);
        ServerError error = new ServerError(0, 0, sql.getSQLState(), null);
        return said.reason() == Reason.UNREACHABLE
                ? said
                : new RunFailure(Reason.STATEMENT_FAILED, String.valueOf(e.getMessage()), error, null);
    }
}
