package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * What a session is like before every script: as it was opened, with Flyway's role and search path, whatever the script
 * before did to it. {@code DISCARD ALL} does as much, but cannot run in a transaction and lets go of the lock.
 */
final class SessionState {
    /** A temporary table cannot be dropped while a cursor reads it, so cursors come first. */
    private static final String RESET = "RESET SESSION AUTHORIZATION; RESET ALL; CLOSE ALL; UNLISTEN *; DEALLOCATE ALL;"
            + " DISCARD TEMP; DISCARD SEQUENCES; ";

    /**
     * What has to be known of a new session before it does anything; {@code RESET ALL} takes back what the driver and we have
     * set since the log-on, too.
     */
    private static final String FIRST_LOOK = """
            SELECT pg_catalog.pg_backend_pid(), pg_catalog.pg_is_in_recovery(),
                   pg_catalog.current_setting('transaction_read_only')::boolean,
                   current_user::text, pg_catalog.current_setting('search_path'),
                   EXISTS (SELECT FROM pg_catalog.pg_stat_get_activity(NULL) a
                            WHERE pg_catalog.starts_with(a.application_name, ?) AND a.pid <> pg_catalog.pg_backend_pid()),
                   s.names, s.settings
              FROM (SELECT pg_catalog.array_agg(name ORDER BY name) AS names,
                           pg_catalog.array_agg(setting ORDER BY name) AS settings
                      FROM pg_catalog.pg_settings
                     WHERE source = 'session' AND context = 'user'
                       AND name NOT IN ('role', 'session_authorization', 'search_path', 'transaction_isolation',
                                        'transaction_read_only', 'transaction_deferrable', 'seed')) s""";

    private final String installedBy;
    private final String fresh;
    private final boolean followsOthers;

    private SessionState(String installedBy, String fresh, boolean followsOthers) {
        this.installedBy = installedBy;
        this.fresh = fresh;
        this.followsOthers = followsOthers;
    }

    /**
     * Looks at a new session and works out what to come back to.
     *
     * @param workName what the sessions of the same work begin their names with
     * @throws RunFailure when there is a pooler in between, or the session cannot change anything
     */
    static SessionState of(BaseConnection connection, HistoryTable table, String workName)
            throws SQLException, RunFailure {
        try (PreparedStatement statement = connection.prepareStatement(FIRST_LOOK)) {
            statement.setString(1, workName);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                requireDirectAndWritable(result, connection.getBackendPID());
                String user = result.getString(4);
                String path = withDefaultSchema(result.getString(5), table.schema());
                String fresh = RESET + "SET ROLE " + HistoryTable.quote(user) + "; SELECT "
                        + setting("search_path", path) + settings(result.getArray(7), result.getArray(8)) + "; ";
                return new SessionState(user, fresh, result.getBoolean(6));
            }
        }
    }

    /** Whether other sessions of the same work may be at the server. */
    boolean followsOthers() {
        return followsOthers;
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

    private static void requireDirectAndWritable(ResultSet result, int pid) throws SQLException, RunFailure {
        if (result.getInt(1) != pid) {
            throw pooler();
        }
        if (result.getBoolean(2) || result.getBoolean(3)) {
            throw new RunFailure(
                    Reason.READ_ONLY,
                    result.getBoolean(2)
                            ? "The server is in recovery (a standby): point the environment at the primary."
                            : "Every transaction of this user is read-only: default_transaction_read_only is on, for the"
                                    + " user, the database or the server. The environment's status has the statement that"
                                    + " an administrator runs.");
        }
    }

    static RunFailure pooler() {
        return new RunFailure(
                Reason.POOLER,
                "There is a pooler in front of this database: locks and session settings do not survive there. Give the"
                        + " environment a URL that reaches PostgreSQL itself.");
    }

    private static String settings(@Nullable Array names, @Nullable Array values) throws SQLException {
        StringBuilder settings = new StringBuilder();
        if (names != null && values != null) {
            String[] keys = (String[]) names.getArray();
            String[] set = (String[]) values.getArray();
            for (int i = 0; i < keys.length; i++) {
                settings.append(", ").append(setting(keys[i], set[i]));
            }
        }
        return settings.toString();
    }
}
