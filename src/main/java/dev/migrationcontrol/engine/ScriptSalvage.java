package dev.migrationcontrol.engine;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionRules;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Runs what can be run of a script that failed: each statement alone, and past each that fails. */
final class ScriptSalvage {
    /** After so many failures nothing of a script is worth running. */
    static final int MOST_FAILURES = 1_000;

    private static final String SAVEPOINT = "migration_control_salvage";

    private final BaseConnection connection;
    private final SessionGuard guard;
    private final Execution execution;
    private final Function<RunFailure, RunFailure> reason;
    private final List<RunFailure> failures = new ArrayList<>();

    /** Runs a script of one statement. */
    interface Execution {
        void run(SqlScript one);
    }

    /**
     * What was before.
     *
     * @param failed the number of the statement that failed; it is not run again
     * @param goesOn asked before each statement
     */
    record After(int failed, BooleanSupplier goesOn) {}

    /** @param reason says whether a statement failed because someone asked for the end */
    ScriptSalvage(
            BaseConnection connection,
            SessionGuard guard,
            Execution execution,
            Function<RunFailure, RunFailure> reason) {
        this.connection = connection;
        this.guard = guard;
        this.execution = execution;
        this.reason = reason;
    }

    /**
     * Runs the statements, and writes the row of the script.
     *
     * @return what the other statements failed with
     * @throws RunFailure when no statement is to blame
     */
    List<RunFailure> run(ScriptRun run, SqlScript script, After after, StatementEvents events) throws RunFailure {
        boolean outside = !script.executeInTransaction();
        events.scriptBegins();
        try {
            connection.setAutoCommit(outside);
            each(script, after.failed(), after.goesOn());
            if (outside || !committed(run)) {
                end(connection);
                guard.requireOutside();
                guard.write(run.row(), 0, false);
            }
            return failures;
        } catch (SQLException e) {
            throw reason.apply(ServerMessage.of(e));
        } catch (SessionGuard.LockLost e) {
            throw e.failure();
        } finally {
            events.scriptEnds();
        }
    }

    /** What is checked only at the end may take all of it back. */
    private boolean committed(ScriptRun run) throws SQLException, SessionGuard.LockLost, RunFailure {
        try {
            guard.writeAndCommit(run.row(), 0);
            return true;
        } catch (SQLException e) {
            failures.add(requireOfStatement(ServerMessage.of(e)));
            return false;
        }
    }

    /** Ends whatever transaction is open, by rolling it back. */
    static void end(BaseConnection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (connection.getTransactionState() != TransactionState.IDLE) {
            PlainQuery.run(connection, "ROLLBACK");
        }
    }

    private void each(SqlScript script, int failed, BooleanSupplier goesOn) throws RunFailure, SQLException {
        boolean outside = !script.executeInTransaction();
        try (SqlStatementIterator statements = script.getSqlStatements()) {
            for (int i = 1; statements.hasNext() && failures.size() < MOST_FAILURES && goesOn.getAsBoolean(); i++) {
                SqlStatement statement = statements.next();
                boolean done = outside ? i <= failed : i == failed;
                if (!done) {
                    alone(new OneStatement(script, statement), i, outside);
                }
            }
        }
    }

    private void alone(OneStatement one, int number, boolean outside) throws RunFailure, SQLException {
        boolean inTransaction = !outside || connection.getTransactionState() != TransactionState.IDLE;
        boolean guarded = inTransaction
                && !TransactionRules.controls(Statement.of(one.statement().getSql(), 1));
        if (guarded) {
            PlainQuery.run(connection, "SAVEPOINT " + SAVEPOINT);
        }
        RunFailure failure = tried(one, number);
        if (failure == null) {
            release(guarded);
            return;
        }
        failures.add(failure);
        if (connection.getTransactionState() == TransactionState.FAILED) {
            PlainQuery.run(connection, guarded ? "ROLLBACK TO " + SAVEPOINT : "ROLLBACK");
        }
    }

    /** A statement may have ended the transaction that the savepoint was in. */
    private void release(boolean guarded) throws SQLException {
        if (guarded && connection.getTransactionState() == TransactionState.OPEN) {
            PlainQuery.run(connection, "RELEASE " + SAVEPOINT);
        }
    }

    private @Nullable RunFailure tried(OneStatement one, int number) throws RunFailure {
        RunFailure failure;
        try {
            execution.run(one);
            return null;
        } catch (FlywaySqlScriptException e) {
            failure = ServerMessage.of(e, number);
        } catch (FlywayException e) {
            failure = ParserMessage.of(e).at(number, one.statement().getLineNumber());
        } catch (ScriptStopped e) {
            failure = e.failure().at(number, one.statement().getLineNumber());
        }
        return requireOfStatement(failure);
    }

    private RunFailure requireOfStatement(RunFailure failure) throws RunFailure {
        RunFailure explained = reason.apply(failure);
        return switch (explained.reason()) {
            case STATEMENT_FAILED, CHECK_FAILED, SCRIPT_INVALID -> explained;
            default -> throw explained;
        };
    }

    /** One statement of a script, as Flyway's executor runs it alone. */
    private record OneStatement(SqlScript whole, SqlStatement statement) implements SqlScript {
        @Override
        public void validate() {}

        @Override
        public SqlStatementIterator getSqlStatements() {
            Iterator<SqlStatement> one = List.of(statement).iterator();
            return new SqlStatementIterator() {
                @Override
                public void close() {}

                @Override
                public boolean hasNext() {
                    return one.hasNext();
                }

                @Override
                @SuppressWarnings("NullAway") // Flyway's own iterators end with null
                public @Nullable SqlStatement next() {
                    return one.hasNext() ? one.next() : null;
                }
            };
        }

        @Override
        public int getSqlStatementCount() {
            return 1;
        }

        @Override
        public boolean executeInTransaction() {
            return whole.executeInTransaction();
        }

        @Override
        public boolean placeholderReplacement() {
            return whole.placeholderReplacement();
        }

        @Override
        public LoadableResource getResource() {
            return whole.getResource();
        }

        @Override
        public boolean shouldExecute() {
            return whole.shouldExecute();
        }

        @Override
        public Collection<SqlScript> getReferencedSqlScripts() {
            return List.of();
        }

        @Override
        public boolean includeReferencedScriptsInChecksum() {
            return false;
        }

        @Override
        public int compareTo(SqlScript other) {
            return whole.compareTo(other);
        }
    }
}
