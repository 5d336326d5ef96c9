package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import dev.migrationcontrol.environment.Policy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what the server or the driver said into a failure, with the exact line where it can be known. */
final class ServerMessage {
    private static final Set<String> HISTORY_GONE = Set.of("42P01", "3F000", "42703", "42501");
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private ServerMessage() {}

    /** A statement of a script failed. */
    static RunFailure of(FlywaySqlScriptException e, int statement) {
        SQLException cause = sqlCause(e);
        if (cause == null) {
            return new RunFailure(Reason.SCRIPT_INVALID, String.valueOf(e.getMessage()));
        }
        ServerErrorMessage server = serverError(cause);
        String script = e.getResource() == null ? "" : e.getResource().getFilename();
        String hint = server == null ? null : hint(server, script);
        return failure(cause, new ServerError(statement, ErrorLine.of(e, server), cause.getSQLState(), hint));
    }

    /** The row of a script could not be written or committed. */
    static RunFailure ofRow(SQLException e, String script, Policy policy) {
        RunFailure failure = of(e);
        if (!isOfHistory(e, policy)) {
            return failure;
        }
        return failure.because(
                Reason.STATEMENT_FAILED,
                "The row of " + script + " cannot be written into the history " + policy.defaultSchema() + "."
                        + policy.historyTable() + ": " + failure.message() + ". A statement of the script dropped,"
                        + " renamed, moved or changed the history, perhaps by a function or a DROP with CASCADE. Change"
                        + " the script so that the history stays as it is.");
    }

    /** Whether the history itself is missing or has changed: its table, schema or columns, or a constraint on it. */
    static boolean isOfHistory(SQLException e, Policy policy) {
        ServerErrorMessage server = serverError(e);
        return server != null
                && (policy.historyTable().equals(server.getTable())
                        || (HISTORY_GONE.contains(String.valueOf(server.getSQLState()))
                                && String.valueOf(server.getMessage()).contains(policy.historyTable())));
    }

    /** Whether the server said so itself, and not the driver about the server. */
    static boolean isOfServer(SQLException e) {
        return serverError(e) != null;
    }

    /** Something outside of a script failed. */
    static RunFailure of(SQLException e) {
        ServerErrorMessage server = serverError(e);
        return failure(e, new ServerError(0, 0, e.getSQLState(), server == null ? null : server.getHint()));
    }

    /**
     * The history could not be begun; where a privilege is missing, with the statement that gives it.
     *
     * @param schema where it begins; null where schemas had to be created
     */
    static RunFailure ofHistory(SQLException e, Connection connection, @Nullable String schema) {
        RunFailure failure = of(e);
        if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return failure;
        }
        return new RunFailure(
                failure.reason(),
                "The history cannot be begun: " + failure.message(),
                new ServerError(0, 0, e.getSQLState(), "An administrator runs: " + grant(connection, schema)),
                "Nothing was changed.");
    }

    private static String grant(Connection connection, @Nullable String schema) {
        try {
            // A transaction that failed answers nothing any more.
            connection.rollback();
            return (schema == null
                            ? "GRANT CREATE ON DATABASE " + HistoryTable.quote(connection.getCatalog())
                            : "GRANT USAGE, CREATE ON SCHEMA " + HistoryTable.quote(schema))
                    + " TO " + HistoryTable.quote(connection.getMetaData().getUserName()) + ";";
        } catch (SQLException lost) {
            return "GRANT CREATE ON SCHEMA for the user of the environment";
        }
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

    private static RunFailure failure(SQLException e, ServerError error) {
        ServerErrorMessage server = serverError(e);
        String message = server == null ? String.valueOf(e.getMessage()) : primary(server);
        Reason reason = isConnectionLoss(e.getSQLState()) ? Reason.UNREACHABLE : Reason.STATEMENT_FAILED;
        return new RunFailure(reason, message, error, null);
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

    /** The server's own hint; or else ours, about errors whose way out is a setting of the script; null for neither. */
    private static @Nullable String hint(ServerErrorMessage server, String script) {
        String hint = server.getHint();
        return hint == null ? hintOfOurs(server, script) : hint;
    }

    private static @Nullable String hintOfOurs(ServerErrorMessage server, String script) {
        String message = String.valueOf(server.getMessage());
        return switch (String.valueOf(server.getSQLState())) {
            case "25001" ->
                message.contains("from a function")
                        ? "Call it as a statement of a script, not from a function or a block."
                        : "It runs only outside of a transaction. Move it to a script of its own, without BEGIN, and write"
                                + " executeInTransaction=false into the .conf file of that script; here that is "
                                + script + ".conf.";
            case "2D000" ->
                "A procedure or a block commits or rolls back, which works only outside of a transaction. Write"
                        + " executeInTransaction=false into " + script
                        + ".conf; a failure then leaves what was committed before it.";
            case "0A000" ->
                message.contains("partitioned table") && message.contains("concurrently")
                        ? "Create the index on the table with ON ONLY, then concurrently on each partition, and attach"
                                + " those with ALTER INDEX … ATTACH PARTITION."
                        : null;
            default -> null;
        };
    }
}
