package dev.migrationcontrol.engine;

import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;

/**
 * What a session must look like before every script: Flyway's role and search path, and the limits of the policy,
 * whatever the script before did to them.
 */
final class SessionState {
    private final String installedBy;
    private final String restore;

    private SessionState(String installedBy, String restore) {
        this.installedBy = installedBy;
        this.restore = restore;
    }

    /** Looks at a new session and works out what to come back to. */
    static SessionState of(BaseConnection connection, HistoryTable table) throws SQLException {
        try (Statement statement = connection.createStatement();
                var result = statement.executeQuery("SELECT current_user, current_setting('search_path'),"
                        + " current_setting('lock_timeout'), current_setting('statement_timeout')")) {
            result.next();
            String user = result.getString(1);
            String path = withDefaultSchema(result.getString(2), table.schema());
            String restore = "set_config('search_path', " + literal(path)
                    + ", false), set_config('lock_timeout', " + literal(result.getString(3))
                    + ", false), set_config('statement_timeout', " + literal(result.getString(4)) + ", false)";
            return new SessionState(user, restore);
        }
    }

    /** As Flyway does: the default schema goes first, unless it is first already. */
    private static String withDefaultSchema(String path, String schema) {
        if (path.equals(schema) || path.startsWith(schema + ",")) {
            return path;
        }
        String quoted = HistoryTable.quote(schema);
        return path.isBlank() ? quoted : quoted + "," + path;
    }

    /** SQL that takes back the role, ending with a semicolon: a row is written by who began, not by a script's role. */
    String rolePrefix() {
        return "SET ROLE " + literal(installedBy) + "; ";
    }

    /**
     * What a transaction's last statement returns so as to set path and limits. Inside of the transaction, not after it:
     * what is set there outlives the commit, and a statement after it would cost a transaction of its own.
     */
    String restoring() {
        return restore;
    }

    /** The user that history rows name. */
    String installedBy() {
        return installedBy;
    }

    /** Sets role, path and limits; for the beginning, when there is no message to append it to. */
    void restore(BaseConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(rolePrefix() + "SELECT " + restore);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
