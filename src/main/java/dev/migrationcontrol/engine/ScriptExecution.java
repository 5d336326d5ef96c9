package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.environment.Policy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Runs one script with Flyway's own executor and writes its row: a transactional script and its row commit together or
 * not at all. What a script that is not transactional left behind is told, and recorded as Flyway records it.
 */
final class ScriptExecution {
    private final BaseConnection connection;
    private final Target target;
    private final ScriptParser parser;
    private final HistoryWriter writer;
    private final SessionWatch watch;

    ScriptExecution(
            BaseConnection connection, Target target, ScriptParser parser, HistoryWriter writer, SessionWatch watch) {
        this.connection = connection;
        this.target = target;
        this.parser = parser;
        this.writer = writer;
        this.watch = watch;
    }

    int run(ScriptRun run, RunListener listener) throws RunFailure {
        SqlScript script = parser.parse(run.script());
        boolean outside = !script.executeInTransaction();
        StatementEvents events = new StatementEvents(
                connection,
                watch,
                listener,
                new StatementEvents.Statements(script.getSqlStatementCount(), outside),
                Long.toString(target.lockTimeout().toMillis()));
        Leftovers leftovers = new Leftovers(run, outside, events);
        long start = System.nanoTime();
        watch.scriptBegins();
        try {
            return outside
                    ? runOutside(run, script, events, leftovers, start)
                    : runInTransaction(run, script, events, start);
        } catch (FlywaySqlScriptException e) {
            throw clean(leftovers, start, ServerMessage.of(e, events.started()));
        } catch (FlywayException e) {
            throw clean(leftovers, start, ParserMessage.of(e));
        } catch (SQLException e) {
            Policy policy = target.environment().policy();
            throw clean(leftovers, start, ServerMessage.ofRow(e, run.script().name(), policy));
        } catch (RunAborted e) {
            throw clean(
                    leftovers,
                    start,
                    new RunFailure(Reason.CONTROL_DATABASE_UNAVAILABLE, String.valueOf(e.getMessage())));
        } catch (RunFailure e) {
            throw clean(leftovers, start, e);
        } finally {
            watch.scriptEnds();
        }
    }

    /** Runs a script for what it says: what it did is taken back, and no row is written. */
    void check(Script check) throws RunFailure {
        RunFailure failure = tried(parser.parse(check));
        try {
            endTransaction();
            try (Statement statement = connection.createStatement()) {
                statement.execute("DEALLOCATE ALL"); // what it prepared outlives its transaction
            }
        } catch (SQLException e) {
            throw failure == null ? ServerMessage.of(e) : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RunFailure tried(SqlScript script) {
        StatementEvents events = new StatementEvents(
                connection,
                watch,
                RunListener.NONE,
                new StatementEvents.Statements(script.getSqlStatementCount(), false),
                Long.toString(target.lockTimeout().toMillis()));
        watch.scriptBegins();
        try {
            connection.setAutoCommit(false);
            execute(script, events);
            return null;
        } catch (FlywaySqlScriptException e) {
            return reason(ServerMessage.of(e, events.started()));
        } catch (FlywayException e) {
            return reason(ParserMessage.of(e));
        } catch (SQLException e) {
            return reason(ServerMessage.of(e));
        } finally {
            watch.scriptEnds();
        }
    }

    private int runInTransaction(ScriptRun run, SqlScript script, StatementEvents events, long start)
            throws SQLException, RunFailure {
        connection.setAutoCommit(false);
        execute(script, events);
        IndexCheck.requireNoneOf(events.reusedIndexes(), connection);
        int millis = millisSince(start);
        writer.writeAndCommit(run.row(), millis);
        if (connection.getTransactionState() != TransactionState.IDLE) {
            throw new IllegalStateException(
                    "a transaction is open after " + run.script().name() + " was committed");
        }
        return millis;
    }

    private int runOutside(ScriptRun run, SqlScript script, StatementEvents events, Leftovers leftovers, long start)
            throws SQLException, RunFailure {
        connection.setAutoCommit(true);
        IndexCheck indexes = IndexCheck.before(connection);
        leftovers.compareWith(indexes);
        execute(script, events);
        int millis = millisSince(start);
        if (connection.getTransactionState() != TransactionState.IDLE) {
            throw new RunFailure(
                    Reason.CHECK_FAILED, "The script leaves a transaction open; what it did there is undone.");
        }
        indexes.requireNoneNew(events.reusedIndexes());
        writer.writeAutocommitted(run.row(), millis);
        return millis;
    }

    private void execute(SqlScript script, StatementEvents events) {
        ResolvedScripts scripts = target.scripts();
        JdbcTemplate template = new JdbcTemplate(connection, scripts.databaseType());
        new DefaultSqlScriptExecutor(template, events, false, false, false, null)
                .execute(script, scripts.configuration());
    }

    /** Puts the session and the history right after a failure, and says what stays of the script. */
    private RunFailure clean(Leftovers leftovers, long start, RunFailure failure) {
        RunFailure told = reason(failure);
        try {
            endTransaction();
            leftovers.look(told);
            RunFailure withEffect = told.withEffect(leftovers.describe(), leftovers.nothing());
            if (leftovers.belongIntoHistory() && !withEffect.mayPass()) {
                writer.write(leftovers.run().row(), millisSince(start), false);
            }
            return withEffect;
        } catch (SQLException e) {
            boolean inDoubt = leftovers.inDoubtAfterLoss(failure);
            RunFailure lost = inDoubt && told.reason() == Reason.CANCELLED ? failure : told;
            RunFailure full = lost.withEffect(leftovers.describeAfterLoss(lost), leftovers.nothingAfterLoss());
            return inDoubt ? full : full.withoutDoubt();
        }
    }

    /** The server only knows that a statement was cancelled, not why. */
    private RunFailure reason(RunFailure failure) {
        StopSignal.Why why = target.stop().why();
        if (why != null && why.endsStatements() && failure.wasCut()) {
            RunFailure stopped = RunFailure.stopped(why);
            return failure.because(stopped.reason(), stopped.message());
        }
        if (watch.cancelledForOthers() && failure.wasCut()) {
            return failure.because(
                    Reason.GAVE_WAY,
                    "The script kept more sessions waiting, or for longer, than the policy allows, and gave way.");
        }
        return failure;
    }

    private void endTransaction() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (connection.getTransactionState() != TransactionState.IDLE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }
    }

    private static int millisSince(long start) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
