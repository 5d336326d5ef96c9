package dev.migrationcontrol.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What a session's role may do beyond its databases: run programs, read and write files of the server's machine, make or
 * become other roles, end others' sessions. Memberships count whether they are inherited or only to be taken by {@code SET
 * ROLE}, since a script can do that.
 */
final class RoleRights {
    private static final String BEYOND = """
            SELECT r.rolname, r.rolname = session_user,
                   CASE WHEN r.rolsuper THEN 'is a superuser'
                        WHEN r.rolcreaterole THEN 'may create roles (CREATEROLE)'
                        WHEN r.rolbypassrls THEN 'passes by row level security (BYPASSRLS)'
                        WHEN r.rolreplication THEN 'may read everything as a replica (REPLICATION)'
                        ELSE 'has the rights of a predefined role' END
              FROM pg_roles r
             WHERE pg_has_role(session_user, r.oid, 'MEMBER')
               AND (r.rolsuper OR r.rolcreaterole OR r.rolbypassrls OR r.rolreplication
                    OR r.rolname IN ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files',
                                     'pg_signal_backend', 'pg_create_subscription'))
             ORDER BY r.rolname <> session_user, NOT r.rolsuper, r.rolname
             LIMIT 1""";

    private RoleRights() {}

    /** Why scripts that nobody has read may not be run by this session; empty when they may. */
    static Optional<String> beyondDatabases(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(BEYOND)) {
            if (!found.next()) {
                return Optional.empty();
            }
            String role = "'" + found.getString(1) + "'";
            return Optional.of(
                    found.getBoolean(2)
                            ? "its role " + role + " " + found.getString(3)
                            : "its role is a member of " + role + ", which " + found.getString(3));
        }
    }
}
