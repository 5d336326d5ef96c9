package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.StatementProbe;
import dev.migrationcontrol.script.ScriptOutline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of a plan in a session on a scratch database, one after the other, and measures each. */
final class MeasuredRun {
    private static final String WAL = "SELECT pg_catalog.pg_stat_force_next_flush(),"
            + " pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint";

    private final MigrationSession session;
    private final LockWatch.Opening opening;
    private final Consumer<ScriptRun> begins;
    private final StatementEffect.Files files = new StatementEffect.Files();
    private final List<ScriptMeasurement> done = new ArrayList<>();
    private @Nullable KnownRelations known;

    /**
     * @param opening opens further sessions on the same database
     * @param begins hears of each script before it runs
     */
    MeasuredRun(MigrationSession session, LockWatch.Opening opening, Consumer<ScriptRun> begins) {
        this.session = session;
        this.opening = opening;
        this.begins = begins;
    }

    /** What the scripts did that came to their end. */
    List<ScriptMeasurement> done() {
        return done;
    }

    /**
     * Runs and measures one more.
     *
     * @throws RunFailure of the script, or of the server
     */
    void run(ScriptRun run) throws RunFailure {
        begins.accept(run);
        Start start = session.transact((connection, history) -> Start.of(connection));
        KnownRelations first = known == null ? start.relations() : known;
        known = first;
        ScriptOutline outline = session.resolvedScripts().outline(run.script());
        Measuring measuring =
                new Measuring(first, files, start.wal(), new OutsideStatements(outline.statements(), opening));
        long began = System.nanoTime();
        session.run(run, new Listening(measuring));
        Duration duration = Duration.ofNanos(System.nanoTime() - began);
        KnownRelations after = session.transact((connection, history) -> KnownRelations.read(connection));
        done.add(new ScriptMeasurement(
                run.script().name(),
                run.isUndo(),
                duration,
                measuring.results(),
                after.without(start.relations()),
                start.relations().without(after)));
    }

    /** What there is before a script. */
    private record Start(KnownRelations relations, long wal) {
        static Start of(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(WAL)) {
                row.next();
                return new Start(KnownRelations.read(connection), row.getLong(2));
            }
        }
    }

    private record Listening(StatementProbe probe) implements RunListener {
        Listening {
            Objects.requireNonNull(probe);
        }

        @Override
        public void statementStarted(int statement, int of, boolean outside) {}
    }
}
