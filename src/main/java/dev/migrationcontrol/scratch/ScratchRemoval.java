package dev.migrationcontrol.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Drops scratch databases, with whatever sessions are still in them. */
final class ScratchRemoval {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private ScratchRemoval() {}

    /**
     * A role that is no superuser may end no autovacuum worker by {@code FORCE} (seen in 15 to 18). Without it, the server
     * ends the worker itself, and waits five seconds for others to leave.
     */
    static void drop(Connection connection, String name) throws SQLException {
        String drop = "DROP DATABASE IF EXISTS " + name;
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute(drop + " WITH (FORCE)");
            } catch (SQLException e) {
                if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                    throw e;
                }
                statement.execute(drop);
            }
        }
    }
}
