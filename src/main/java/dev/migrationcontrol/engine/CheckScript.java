package dev.migrationcontrol.engine;

import java.sql.SQLException;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** Runs a script for what it says: what it did is taken back, and no row is written. */
final class CheckScript {
    private final BaseConnection connection;
    private final SessionGuard guard;
    private final BiConsumer<SqlScript, StatementEvents> execution;
    private final UnaryOperator<RunFailure> reason;

    /** @param reason says whether a statement failed because someone asked for the end */
    CheckScript(
            BaseConnection connection,
            SessionGuard guard,
            BiConsumer<SqlScript, StatementEvents> execution,
            UnaryOperator<RunFailure> reason) {
        this.connection = connection;
        this.guard = guard;
        this.execution = execution;
        this.reason = reason;
    }

    /**
     * Runs it.
     *
     * @throws RunFailure with the exact place
     */
    void run(SqlScript script, StatementEvents events) throws RunFailure {
        RunFailure failure = tried(script, events);
        try {
            ScriptSalvage.end(connection);
            guard.requireOutside();
        } catch (SQLException e) {
            throw failure == null ? ServerMessage.of(e) : failure;
        } catch (SessionGuard.LockLost e) {
            throw e.failure();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RunFailure tried(SqlScript script, StatementEvents events) {
        events.scriptBegins();
        try {
            connection.setAutoCommit(false);
            execution.accept(script, events);
            return null;
        } catch (FlywaySqlScriptException e) {
            return reason.apply(ServerMessage.of(e, events.started()));
        } catch (FlywayException e) {
            return reason.apply(ParserMessage.of(e));
        } catch (SQLException e) {
            return reason.apply(ServerMessage.of(e));
        } catch (ScriptStopped e) {
            return reason.apply(e.failure());
        } finally {
            events.scriptEnds();
        }
    }
}
