package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.script.Callback;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** The callbacks around one migration and its statements: they run in its transaction, if it has one, and with its limits. */
final class InnerCallbacks {
    private final BaseConnection connection;
    private final ResolvedScripts scripts;
    private final Execution execution;
    private final RunListener listener;
    private final Map<Callback, SqlScript> parsed = new HashMap<>();

    /** Reads and runs a script in the session. */
    interface Execution {
        SqlScript parse(Script script) throws RunFailure;

        StatementEvents run(SqlScript script, RunListener listener);
    }

    InnerCallbacks(BaseConnection connection, ResolvedScripts scripts, Execution execution, RunListener listener) {
        this.connection = connection;
        this.scripts = scripts;
        this.execution = execution;
        this.listener = listener;
    }

    /**
     * Runs the callbacks of an event.
     *
     * @param outside whether the migration runs outside of a transaction
     * @throws CallbackFailed when one fails
     */
    void at(Event event, boolean outside) {
        for (Callback callback : scripts.callbacks(event)) {
            SqlScript script = parsed.computeIfAbsent(callback, this::parse);
            if (script.shouldExecute()) {
                listener.callbackStarted(callback.script());
                run(callback, script, outside);
                listener.callbackEnded();
            }
        }
    }

    /** After a failure, which stays the failure whatever becomes of them. In an aborted transaction nothing can run. */
    void afterFailure(Event event, boolean outside) {
        if (connection.getTransactionState() == TransactionState.FAILED || !scripts.has(event)) {
            return;
        }
        try {
            at(event, outside);
        } catch (CallbackFailed failed) {
            listener.remarked("A callback after the failure failed too: " + failed.getMessage());
            listener.callbackEnded();
        }
    }

    private void run(Callback callback, SqlScript script, boolean outside) {
        try {
            StatementEvents events = execution.run(script, new Quiet(callback.script()));
            if (!outside && events.trail().hasPermanent()) {
                throw new CallbackFailed(new RunFailure(
                        Reason.CHECK_FAILED,
                        callback.script()
                                + " commits the transaction of the migration, so that the effects of what ran before it"
                                + " remain. Remove its COMMIT.",
                        null,
                        null));
            }
        } catch (FlywaySqlScriptException e) {
            throw new CallbackFailed(ServerMessage.of(e, 0));
        } catch (FlywayException e) {
            throw new CallbackFailed(ParserMessage.of(e));
        } catch (ScriptStopped e) {
            throw new CallbackFailed(e.failure());
        }
    }

    private SqlScript parse(Callback callback) {
        try {
            return execution.parse(callback.asScript());
        } catch (RunFailure e) {
            throw new CallbackFailed(e);
        }
    }

    /** Its statements are not those of the migration, so they are not counted with them. */
    private final class Quiet implements RunListener {
        private final String script;

        Quiet(String script) {
            this.script = script;
        }

        @Override
        public void statementStarted(int statement, int of, boolean outside) {}

        @Override
        public void noticed(@Nullable String sqlState, String message) {
            listener.noticed(sqlState, message);
        }

        @Override
        public void noticesLeftOut(long count) {
            listener.noticesLeftOut(count);
        }

        @Override
        public void remarked(String sentence) {
            listener.remarked(script + ": " + sentence);
        }
    }

    /** A callback of a migration failed; carries the failure through Flyway's executor. */
    static final class CallbackFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient RunFailure failure;

        CallbackFailed(RunFailure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }

        RunFailure failure() {
            return failure;
        }
    }
}
