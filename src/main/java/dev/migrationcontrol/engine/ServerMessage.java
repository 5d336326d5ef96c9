package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.sql.SQLException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the server or the driver said into a failure, with the exact line where it can be known. */
final class ServerMessage {
    private ServerMessage() {}

    /** A statement of a script failed. */
    static RunFailure of(FlywaySqlScriptException e, int statement) {
        SQLException cause = sqlCause(e);
        if (cause == null) {
            return new RunFailure(Reason.SCRIPT_INVALID, String.valueOf(e.getMessage()));
        }
        return failure(cause, Reason.STATEMENT_FAILED, statement, ErrorLine.of(e, serverError(cause)));
    }

    /** Something outside of a script failed. */
    static RunFailure of(SQLException e) {
        return failure(e, Reason.STATEMENT_FAILED, 0, 0);
    }

    /** What the server said, where Flyway or the driver wrapped it; else the first that has no such cause. */
    static @Nullable SQLException sqlCause(Throwable e) {
        SQLException first = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                if (serverError(sql) != null) {
                    return sql;
                }
                first = first == null ? sql : first;
            }
        }
        return first;
    }

    private static RunFailure failure(SQLException e, Reason otherwise, int statement, int line) {
        ServerErrorMessage server = serverError(e);
        String message = server == null ? String.valueOf(e.getMessage()) : primary(server);
        String hint = server == null ? null : server.getHint();
        Reason reason = isConnectionLoss(e.getSQLState()) ? Reason.UNREACHABLE : otherwise;
        return new RunFailure(reason, message, new ServerError(statement, line, e.getSQLState(), hint), null);
    }

    private static String primary(ServerErrorMessage server) {
        String detail = server.getDetail();
        return detail == null ? String.valueOf(server.getMessage()) : server.getMessage() + ": " + detail;
    }

    private static boolean isConnectionLoss(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P0"));
    }

    private static @Nullable ServerErrorMessage serverError(SQLException e) {
        return e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    }
}
