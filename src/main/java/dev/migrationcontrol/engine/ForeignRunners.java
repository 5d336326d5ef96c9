package dev.migrationcontrol.engine;

import dev.migrationcontrol.system.ForeignLocks;
import dev.migrationcontrol.system.MigrationSystems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/** Runners of other migration systems that are at work on the database, by the advisory locks that they hold meanwhile. */
final class ForeignRunners {
    private static final String LOCKS = """
            SELECT %s, l.classid::bigint << 32 | l.objid::bigint, pg_catalog.current_database()
              FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> pg_catalog.pg_backend_pid()
               AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
             ORDER BY a.pid""".formatted(OtherSession.COLUMNS);

    /** A Flyway with another history table does not concern this history. */
    private final BaseConnection connection;

    private final List<String> schemas;
    private final long ours;

    ForeignRunners(BaseConnection connection, List<String> schemas, long ours) {
        this.connection = connection;
        this.schemas = schemas;
        this.ours = ours;
    }

    /** A runner and what it runs for. */
    record Found(String system, OtherSession session) {}

    /** The first that is found; null when there is none. */
    @Nullable
    Found find() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(LOCKS)) {
            while (result.next()) {
                long key = result.getLong(6);
                Optional<String> system = key == ours
                        ? Optional.empty()
                        : ForeignLocks.systemOf(key, ForeignLocks.Place.of(result.getString(7), schemas));
                if (system.isPresent() && !system.get().equals(MigrationSystems.FLYWAY)) {
                    return new Found(system.get(), OtherSession.read(result));
                }
            }
            return null;
        }
    }
}
