package dev.migrationcontrol.scratch;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Drops scratch databases whose owner is gone. The owner's session holds an advisory lock that belongs to the name, for as
 * long as it lives, and the locks of all databases of a server are seen from each of them.
 */
@ApplicationScoped
public class ScratchSweep {
    static final String PREFIX = "mc_scratch_";
    static final String COMMENT = "Migration Control scratch database";

    /** "mcsd" in ASCII. */
    static final int LOCK_CLASS = 0x6d637364;

    private static final Logger LOG = Logger.getLogger(ScratchSweep.class);

    private static final String ORPHANS = """
            SELECT datname FROM pg_database d
             WHERE datname ~ '^%s[0-9a-f]{8}$' AND pg_has_role(datdba, 'MEMBER')
               AND coalesce(shobj_description(oid, 'pg_database'), '%s') LIKE '%2$s%%'
               AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 2
                      AND l.classid = %d AND l.objid::bigint = ('x' || right(datname, 8))::bit(32)::bigint)""".formatted(PREFIX, COMMENT, LOCK_CLASS);

    private final Environments environments;
    private final DatabaseConnections connections;

    public ScratchSweep(Environments environments, DatabaseConnections connections) {
        this.environments = environments;
        this.connections = connections;
    }

    /** In the background: no start waits for a database. */
    void sweepAtStart(@Observes StartupEvent started) {
        Thread thread = new Thread(this::sweepAll, "scratch-sweep");
        thread.setDaemon(true);
        thread.start();
    }

    private void sweepAll() {
        Set<Object> seen = new HashSet<>();
        for (Environment environment : environments.all()) {
            if (!seen.add(environment.database().hosts())) {
                continue;
            }
            try (Connection connection = connections.open(
                    environment.database(),
                    "migration-control/scratch",
                    WorkSession.writing(),
                    Duration.ofSeconds(5))) {
                sweep(connection);
            } catch (SQLException e) {
                LOG.debugf(
                        "No scratch database was looked for on the server of %s: %s",
                        environment.name(), e.getMessage());
            }
        }
    }

    static void sweep(Connection connection) throws SQLException {
        for (String orphan : orphans(connection)) {
            try {
                ScratchDatabase.drop(connection, orphan);
                LOG.infof("Dropped the scratch database %s, whose owner is gone", orphan);
            } catch (SQLException e) {
                LOG.infof("The scratch database %s is not dropped: %s", orphan, e.getMessage());
            }
        }
    }

    private static List<String> orphans(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ORPHANS)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
