package dev.migrationcontrol.scratch;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Databases that were built as scratch databases and are left to somebody until a moment, which each of them says itself:
 * so they are dropped after it, whatever has become of who built them.
 */
@ApplicationScoped
public class LeasedDatabases {
    private static final String PREFIX = "mc_lease_";
    private static final String COMMENT = "Migration Control test database until ";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(LeasedDatabases.class);

    private static final String ALL = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
            + " WHERE datname ~ '^" + PREFIX + "[0-9a-f]{32}$' AND pg_has_role(datdba, 'MEMBER')";

    private final DatabaseConnections connections;

    LeasedDatabases(DatabaseConnections connections) {
        this.connections = connections;
    }

    /** Leaves a scratch database under a name of these 32 hexadecimal digits; it has no sessions then. */
    public Database lease(ScratchDatabase built, Environment environment, String digits, Instant until)
            throws SQLException {
        String name = name(digits);
        built.leaveAs(name, COMMENT + until);
        return at(environment, digits);
    }

    /** Where one is. */
    public Database at(Environment environment, String digits) {
        return environment.database().withName(name(digits));
    }

    private static String name(String digits) {
        if (!digits.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(digits);
        }
        return PREFIX + digits;
    }

    /** Drops one with its sessions, if it is there. Blocks. */
    public void drop(Environment environment, String digits) throws SQLException {
        try (Connection owner = open(environment)) {
            ScratchDatabase.drop(owner, name(digits));
        }
    }

    /** Drops those on an environment's server whose time is over. Blocks. */
    public void dropExpired(Environment environment, Instant now) throws SQLException {
        try (Connection owner = open(environment)) {
            for (String each : expired(owner, now)) {
                tryToDrop(owner, each);
            }
        }
    }

    private static void tryToDrop(Connection owner, String name) {
        try {
            ScratchDatabase.drop(owner, name);
            LOG.infof("Dropped the test database %s, whose time is over", name);
        } catch (SQLException e) {
            LOG.infof("The test database %s, whose time is over, is not dropped: %s", name, e.getMessage());
        }
    }

    private static List<String> expired(Connection owner, Instant now) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(ALL)) {
            while (row.next()) {
                String comment = row.getString(2);
                if (comment != null && comment.startsWith(COMMENT) && isOver(comment, now)) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private static boolean isOver(String comment, Instant now) {
        try {
            return Instant.parse(comment.substring(COMMENT.length())).isBefore(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Connection open(Environment environment) throws SQLException {
        return connections.open(
                environment.database(), "migration-control/scratch", WorkSession.writing(), CONNECT_TIMEOUT);
    }
}
