package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Runs one script with Flyway's own executor and writes its row: a transactional script and its row commit together or
 * not at all. What a script that is not transactional left behind is told, and recorded as Flyway records it.
 */
final class ScriptExecution {
    private final BaseConnection connection;
    private final ResolvedScripts scripts;
    private final ScriptParser parser;
    private final SessionState state;
    private final HistoryWriter writer;

    ScriptExecution(
            BaseConnection connection,
            ResolvedScripts scripts,
            ScriptParser parser,
            SessionState state,
            HistoryWriter writer)
            throws SQLException {
        this.connection = connection;
        this.scripts = scripts;
        this.parser = parser;
        this.state = state;
        this.writer = writer;
        state.restore(connection);
    }

    int run(ScriptRun run, RunListener listener) throws RunFailure {
        SqlScript script = parser.parse(run.script());
        StatementEvents events = new StatementEvents(connection, listener, script.getSqlStatementCount());
        long start = System.nanoTime();
        try {
            return script.executeInTransaction()
                    ? runInTransaction(run, script, events, start)
                    : runOutside(run, script, events, start);
        } catch (FlywaySqlScriptException e) {
            throw clean(run, script, events, start, ServerMessage.of(e, events.started()));
        } catch (FlywayException e) {
            throw clean(run, script, events, start, ParserMessage.of(e));
        } catch (SQLException e) {
            throw clean(run, script, events, start, ServerMessage.of(e));
        } catch (RunFailure e) {
            throw clean(run, script, events, start, e);
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

    private int runOutside(ScriptRun run, SqlScript script, StatementEvents events, long start)
            throws SQLException, RunFailure {
        connection.setAutoCommit(true);
        IndexCheck indexes = IndexCheck.before(connection);
        // A short lock_timeout would end a concurrent build in its last phase and leave an invalid index.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = 0");
        }
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
        JdbcTemplate template = new JdbcTemplate(connection, scripts.databaseType());
        new DefaultSqlScriptExecutor(template, events, false, false, false, null)
                .execute(script, scripts.configuration());
    }

    /** Puts the session and the history right after a failure, and says what stays of the script. */
    private RunFailure clean(ScriptRun run, SqlScript script, StatementEvents events, long start, RunFailure failure) {
        boolean transactional = script.executeInTransaction();
        String effect = effect(run, transactional, events);
        try {
            endTransaction();
            if (!transactional && !run.isUndo()) {
                writer.write(run.row(), millisSince(start), false);
            }
        } catch (SQLException e) {
            effect = afterLoss(run, transactional, events, failure);
        }
        return failure.withEffect(effect);
    }

    /** A lost connection ends its transaction; only while it was being committed no one can know how. */
    private static String afterLoss(ScriptRun run, boolean transactional, StatementEvents events, RunFailure failure) {
        RunFailure.ServerError error = failure.error();
        if (transactional && error != null && error.statement() > 0) {
            return effect(run, true, events);
        }
        return transactional
                ? "The connection was lost while " + run.script().name()
                        + " was being committed: the history says whether it was."
                : "The connection was lost as well, so the history could not be changed; look at the database's status.";
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

    private static String effect(ScriptRun run, boolean transactional, StatementEvents events) {
        String name = run.script().name();
        if (transactional) {
            return events.committed() == 0
                    ? "Everything that " + name + " did was rolled back."
                    : "Statements 1 to " + events.committed() + " of " + name
                            + " stay: the script committed them itself. The rest was rolled back.";
        }
        String ran = events.started() <= 1
                ? "No earlier statement of " + name + " had run"
                : "Statements 1 to " + (events.started() - 1) + " of " + name
                        + " stay: it does not run in a transaction";
        return run.isUndo()
                ? ran + ". The history still says that the version is applied."
                : ran + ". The history holds it as failed: remove what it left, then run a repair.";
    }

    private static int millisSince(long start) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
