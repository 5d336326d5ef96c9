package dev.migrationcontrol.drift;

import dev.migrationcontrol.audit.database.DatabaseAudits;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.probe.ForeignTables;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds what of a live database is no drift. */
@ApplicationScoped
class DriftScopes {
    private static final String RELATIONS = """
            SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'f', 'v') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'""";

    private static final String GUARDS =
            RELATIONS + " AND n.nspname !~ '^migration_control_archive' AND NOT (" + ForeignTables.NOT_RETIRED + ")";

    private static final String PARTITIONS = """
            SELECT n.nspname || '.' || c.relname, rn.nspname || '.' || r.relname FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_class r ON r.oid = pg_catalog.pg_partition_root(c.oid)
              JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
             WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f')""";

    private final DatabaseConnections connections;
    private final DatabaseAudits audits;

    DriftScopes(DatabaseConnections connections, DatabaseAudits audits) {
        this.connections = connections;
        this.audits = audits;
    }

    /** Reads both. Blocks. */
    DriftScope of(Environment environment, Database built) throws SQLException {
        String history = environment.policy().defaultSchema() + "."
                + environment.policy().historyTable();
        List<String> foreign = audits.of(environment).systems().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.table()), each.companions().stream()))
                .map(each -> each.replace("\"", ""))
                .distinct()
                .toList();
        DriftScope.Live live;
        try (Connection connection = open(environment.database())) {
            live = new DriftScope.Live(partitions(connection), foreign, relations(connection, GUARDS));
        }
        try (Connection connection = open(built)) {
            return DriftScope.of(history, live, new HashSet<>(relations(connection, RELATIONS)));
        }
    }

    private static Map<String, String> partitions(Connection connection) throws SQLException {
        Map<String, String> partitions = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PARTITIONS)) {
            while (row.next()) {
                partitions.put(row.getString(1), row.getString(2));
            }
        }
        return partitions;
    }

    private static List<String> relations(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private Connection open(Database database) throws SQLException {
        return Interruption.watched(
                connections.open(database, "migration-control/drift", WorkSession.reading(), Duration.ofSeconds(10)));
    }
}
