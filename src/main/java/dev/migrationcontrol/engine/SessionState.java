package dev.migrationcontrol.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;

/**
 * What a session is like before every script: as it was opened, with Flyway's role and search path, whatever the script
 * before did to it. {@code DISCARD ALL} does as much, but cannot run in a transaction and lets go of the lock.
 */
final class SessionState {
    /** A temporary table cannot be dropped while a cursor reads it, so cursors come first. */
    private static final String RESET = "RESET SESSION AUTHORIZATION; RESET ALL; CLOSE ALL; UNLISTEN *; DEALLOCATE ALL;"
            + " DISCARD TEMP; DISCARD SEQUENCES; ";

    /** What the driver and we have set since the log-on; {@code RESET ALL} takes that back too. */
    private static final String SET_SINCE = """
            SELECT s.name, s.setting FROM pg_catalog.pg_settings s
             WHERE s.source = 'session' AND s.context = 'user'
               AND s.name NOT IN ('role', 'session_authorization', 'search_path', 'transaction_isolation',
                                  'transaction_read_only', 'transaction_deferrable', 'seed')""";

    private final String installedBy;
    private final String fresh;

    private SessionState(String installedBy, String fresh) {
        this.installedBy = installedBy;
        this.fresh = fresh;
    }

    /** Looks at a new session and works out what to come back to. */
    static SessionState of(BaseConnection connection, HistoryTable table) throws SQLException {
        StringBuilder settings = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet set = statement.executeQuery(SET_SINCE)) {
            while (set.next()) {
                settings.append(", ").append(setting(set.getString(1), set.getString(2)));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT current_user, pg_catalog.current_setting('search_path')")) {
            result.next();
            String user = result.getString(1);
            String path = withDefaultSchema(result.getString(2), table.schema());
            String fresh = RESET + "SET ROLE " + HistoryTable.quote(user) + "; SELECT " + setting("search_path", path)
                    + settings + "; ";
            return new SessionState(user, fresh);
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

    /**
     * SQL that brings the session back, each statement with its semicolon. A transaction's last message holds it, so that
     * it costs no round trip and no transaction of its own.
     */
    String fresh() {
        return fresh;
    }

    /** SQL that takes back the role: a row is written by who began, not by a script's role. */
    String rolePrefix() {
        return "SET ROLE " + HistoryTable.quote(installedBy) + "; ";
    }

    /** The user that history rows name. */
    String installedBy() {
        return installedBy;
    }

    /** Brings the session back, when there is no message to append it to. */
    void restore(BaseConnection connection) throws SQLException {
        PlainQuery.run(connection, fresh);
    }

    private static String setting(String name, String value) {
        return "pg_catalog.set_config(" + SqlLiteral.of(name) + ", " + SqlLiteral.of(value) + ", false)";
    }
}
