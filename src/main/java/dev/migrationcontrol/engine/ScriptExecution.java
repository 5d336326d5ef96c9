package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunListener.TransactionWork;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Runs one script with Flyway's own executor and writes its row: a transactional script and its row commit together or
 * not at all. What a script that is not transactional left in the database is reported, and recorded as Flyway records
 * it.
 */
final class ScriptExecution {
    private final OpenSession session;
    private final BaseConnection connection;
    private final Target target;
    private final ScriptParser parser;
    private final SessionGuard guard;
    private final SessionWatch watch;

    ScriptExecution(OpenSession session, Target target, ScriptParser parser, SessionGuard guard, SessionWatch watch) {
        this.session = session;
        this.connection = session.connection();
        this.target = target;
        this.parser = parser;
        this.guard = guard;
        this.watch = watch;
    }

    int run(ScriptRun run, RunListener listener) throws RunFailure {
        SqlScript script = run.isCallback() ? parser.parseAside(run.script()) : parser.parse(run.script());
        if (run.isCallback() && !script.shouldExecute()) {
            return 0;
        }
        boolean outside = !script.executeInTransaction();
        StatementEvents events = events(script, outside, listener);
        InnerCallbacks callbacks = run.isCallback() || run.isUndo() ? null : callbacks(listener, outside);
        if (callbacks != null) {
            events.around(callbacks);
        }
        Leftovers leftovers = new Leftovers(run, outside, events);
        long start = System.nanoTime();
        events.scriptBegins();
        try {
            return outside
                    ? runOutside(run, script, new Around(events, callbacks), leftovers, start)
                    : runInTransaction(run, script, new Around(events, callbacks), listener);
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
        } catch (InnerCallbacks.CallbackFailed e) {
            throw clean(leftovers.byCallback(), start, e.failure());
        } catch (ScriptStopped e) {
            throw clean(leftovers, start, placed(e.failure(), script, e.statement(events.started())));
        } catch (SessionGuard.LockLost e) {
            throw clean(
                    leftovers, start, placed(e.failure(), script, events.clues().releasedBy()));
        } catch (RunFailure e) {
            throw clean(leftovers, start, e);
        } finally {
            events.scriptEnds();
        }
    }

    /** Runs a script for what it says, see {@link CheckScript}. */
    void check(Script check) throws RunFailure {
        SqlScript script = parser.parse(check);
        new CheckScript(connection, guard, this::execute, this::reason)
                .run(script, events(script, false, RunListener.NONE));
    }

    /** Runs what can be run of a script that has failed, see {@link ScriptSalvage}. */
    List<RunFailure> salvage(ScriptRun run, int failed, BooleanSupplier goesOn) throws RunFailure {
        SqlScript script = parser.parseAside(run.script());
        StatementEvents events = events(script, !script.executeInTransaction(), RunListener.NONE);
        return new ScriptSalvage(connection, guard, one -> execute(one, events), this::reason)
                .run(run, script, new ScriptSalvage.After(failed, goesOn), events);
    }

    private int runInTransaction(ScriptRun run, SqlScript script, Around around, RunListener listener)
            throws SQLException, RunFailure, SessionGuard.LockLost {
        StatementEvents events = around.events();
        connection.setAutoCommit(false);
        run.aside(() -> listener.transactionWork().before(run, connection));
        int millis;
        if (suitsPipeline(run, script, listener)) {
            ScriptPipeline pipeline = new ScriptPipeline(session, events, script);
            if (listener.transactionWork() == TransactionWork.NONE && !pipeline.mayReuseIndex()) {
                return pipeline.runAndCommit(guard, run.row());
            }
            millis = pipeline.run();
        } else {
            long start = System.nanoTime();
            execute(script, around, false);
            millis = millisSince(start);
        }
        IndexCheck.requireNoneOf(events.clues().reusedIndexes(), connection);
        if (events.started() > 0 && connection.getTransactionState() == TransactionState.IDLE) {
            connection.setAutoCommit(true);
            guard.restore(); // else what the script set holds for the transaction of its row
            connection.setAutoCommit(false);
        }
        if (run.isCallback()) {
            guard.commit();
        } else {
            run.aside(() -> listener.transactionWork().after(run, connection));
            guard.writeAndCommit(run.row(), millis);
        }
        if (connection.getTransactionState() != TransactionState.IDLE) {
            throw new IllegalStateException("a transaction is open after a script");
        }
        return millis;
    }

    /** Whether nothing has to be done between the statements. */
    private boolean suitsPipeline(ScriptRun run, SqlScript script, RunListener listener) {
        return !run.isCallback()
                && !target.scripts().hasAnyCallback()
                && listener.probe() == StatementProbe.NONE
                && ScriptPipeline.suits(script);
    }

    private int runOutside(ScriptRun run, SqlScript script, Around around, Leftovers leftovers, long start)
            throws SQLException, RunFailure, SessionGuard.LockLost {
        StatementEvents events = around.events();
        connection.setAutoCommit(true);
        IndexCheck indexes = IndexCheck.before(connection);
        leftovers.compareWith(indexes);
        execute(script, around, true);
        int millis = millisSince(start);
        if (connection.getTransactionState() != TransactionState.IDLE) {
            throw new RunFailure(
                    Reason.CHECK_FAILED,
                    "The script leaves a transaction open; its changes in that transaction were rolled back.");
        }
        events.trail().requireNonePrepared();
        indexes.requireNoneNew(events.clues());
        guard.requireOutside();
        if (!run.isCallback()) {
            guard.write(run.row(), millis, true);
        }
        return millis;
    }

    /** The events of a script's statements, and the callbacks around it; none around callbacks and undo scripts. */
    private record Around(StatementEvents events, @Nullable InnerCallbacks callbacks) {}

    private InnerCallbacks callbacks(RunListener listener, boolean outside) {
        return new InnerCallbacks(connection, target.scripts(), new Inner(outside), listener);
    }

    /** Runs the callbacks of a script among its own statements. */
    private final class Inner implements InnerCallbacks.Execution {
        private final boolean outside;

        Inner(boolean outside) {
            this.outside = outside;
        }

        @Override
        public SqlScript parse(Script script) throws RunFailure {
            return parser.parseAside(script);
        }

        @Override
        public StatementEvents run(SqlScript script, RunListener quiet) {
            StatementEvents events = events(script, outside, quiet);
            execute(script, events);
            return events;
        }
    }

    private StatementEvents events(SqlScript script, boolean outside, RunListener listener) {
        return new StatementEvents(
                session,
                watch,
                listener,
                new StatementEvents.Statements(script.getSqlStatementCount(), outside),
                Long.toString(target.lockTimeout().toMillis()));
    }

    /** As Flyway does: what comes before and after a migration is in its transaction, and so is what follows its failure. */
    private void execute(SqlScript script, Around around, boolean outside) {
        InnerCallbacks callbacks = around.callbacks();
        if (callbacks == null) {
            execute(script, around.events());
            return;
        }
        callbacks.at(Event.BEFORE_EACH_MIGRATE, outside);
        try {
            execute(script, around.events());
        } catch (FlywayException | ScriptStopped | InnerCallbacks.CallbackFailed e) {
            callbacks.afterFailure(Event.AFTER_EACH_MIGRATE_ERROR, outside);
            throw e;
        }
        callbacks.at(Event.AFTER_EACH_MIGRATE, outside);
    }

    private void execute(SqlScript script, StatementEvents events) {
        ResolvedScripts scripts = target.scripts();
        DiscardingTemplate template = new DiscardingTemplate(session, scripts.databaseType(), events);
        new DefaultSqlScriptExecutor(template, events, false, false, false, null)
                .execute(script, scripts.configuration());
    }

    /** Puts the session and the history right after a failure, and says what stays of the script. */
    private RunFailure clean(Leftovers leftovers, long start, RunFailure failure) {
        RunFailure explained = reason(failure);
        try {
            ScriptSalvage.end(connection);
            RunFailure alive = guard.isWritable() ? explained.ofWritableSession() : explained.ofLiveSession();
            leftovers.look(explained);
            RunFailure withEffect = alive.withEffect(leftovers.describe(), leftovers.nothing());
            if (leftovers.belongIntoHistory() && !withEffect.mayPass()) {
                guard.requireOutside();
                guard.write(leftovers.run().row(), millisSince(start), false);
            }
            return withEffect;
        } catch (SessionGuard.LockLost e) {
            return explained.withEffect(
                    leftovers.describeWithoutHistory("another migration runner took its lock"), false);
        } catch (SQLException e) {
            if (ServerMessage.isOfHistory(e, target.environment().policy())) {
                return explained.withEffect(leftovers.describeWithoutHistory("it cannot be written"), false);
            }
            boolean inDoubt = leftovers.inDoubtAfterLoss(failure);
            RunFailure lost = inDoubt && explained.reason() == Reason.CANCELLED ? failure : leftovers.judged(explained);
            RunFailure full = lost.withEffect(leftovers.describeAfterLoss(lost), leftovers.nothingAfterLoss());
            return inDoubt ? full : full.withoutDoubt();
        }
    }

    /** A failure with its place in the file; as it is where the statement is not known. */
    private static RunFailure placed(RunFailure failure, SqlScript script, int statement) {
        if (statement == 0) {
            return failure;
        }
        try (SqlStatementIterator statements = script.getSqlStatements()) {
            SqlStatement found = null;
            for (int i = 0; i < statement; i++) {
                found = statements.next();
            }
            return failure.at(statement, found == null ? 0 : found.getLineNumber());
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
                    "The script made more sessions wait, or made them wait longer, than the policy allows, so it was ended.");
        }
        return failure;
    }

    private static int millisSince(long start) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
