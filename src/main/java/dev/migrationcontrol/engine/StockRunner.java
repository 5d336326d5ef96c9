package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.function.BiConsumer;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/** Runs what only stock Flyway can: Java and shell migrations, and scripts around which callbacks are wanted. */
@ApplicationScoped
public class StockRunner {
    private final MigrationRunner sessions;

    StockRunner(MigrationRunner sessions) {
        this.sessions = sessions;
    }

    /**
     * Runs stock {@code migrate}; Flyway takes its own lock.
     *
     * @param done hears the name of each script and how long it took, in milliseconds
     * @throws RunFailure with what Flyway said
     */
    public void migrate(Target target, @Nullable Version version, boolean outOfOrder, BiConsumer<String, Integer> done)
            throws RunFailure {
        FluentConfiguration configuration = FlywaySettings.of(target.environment())
                .dataSource(new OpeningDataSource(() -> sessions.open(target)))
                .outOfOrder(outOfOrder)
                .callbacks(new Steps(target.stop(), done));
        if (version != null) {
            configuration.target(version.toString());
        }
        try (StockWatch watch = new StockWatch(target, () -> sessions.open(target, "/watch"))) {
            configuration.load().migrate();
        } catch (FlywayException e) {
            StopSignal.Why why = target.stop().why();
            throw why == null ? failure(e) : RunFailure.stopped(why);
        }
    }

    private static RunFailure failure(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywaySqlScriptException script) {
                return ServerMessage.of(script, 0);
            }
        }
        SQLException sql = ServerMessage.sqlCause(e);
        ServerError error = sql == null ? null : new ServerError(0, 0, sql.getSQLState(), null);
        return new RunFailure(
                sql == null ? Reason.NOT_APPLICABLE : Reason.STATEMENT_FAILED,
                String.valueOf(e.getMessage()),
                error,
                null);
    }

    /** Tells of each migration that Flyway has applied. */
    private static final class Steps extends BaseCallback {
        private final StopSignal stop;
        private final BiConsumer<String, Integer> done;
        private long started;

        Steps(StopSignal stop, BiConsumer<String, Integer> done) {
            this.stop = stop;
            this.done = done;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            MigrationInfo migration = context.getMigrationInfo();
            if (event == Event.BEFORE_EACH_MIGRATE) {
                if (stop.why() != null) {
                    throw new FlywayException("the work should end");
                }
                started = System.nanoTime();
            } else if (migration != null) {
                done.accept(migration.getScript(), (int) ((System.nanoTime() - started) / 1_000_000));
            }
        }
    }
}
