package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseReader.Answer;
import dev.migrationcontrol.audit.database.DatabaseRunner.How;
import dev.migrationcontrol.system.ForeignLocks;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.CompanionTable;
import dev.migrationcontrol.system.table.ForeignTable;
import dev.migrationcontrol.system.table.Recognition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds migration runners by the locks that they hold, and by the rows of their lock tables. */
final class DatabaseRunners {
    private static final String SESSION = """
            concat('process ', l.pid, ' (', concat_ws(', ', nullif(a.application_name, ''), 'user ' || a.usename,
              'from ' || host(a.client_addr)), ')'),
            to_char(coalesce(a.xact_start, a.backend_start) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            coalesce(a.application_name, ''), NOT l.granted""";
    private static final String ADVISORY = "SELECT " + SESSION + """
            , l.classid::bigint << 32 | l.objid::bigint
              FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             ORDER BY l.pid LIMIT 1000""";

    /** Who has written to a version table and not committed, or has locked it against others. */
    private static final String TABLES = "SELECT DISTINCT ON (l.relation, l.pid) " + SESSION + """
            , n.nspname, c.relname
              FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'relation' AND l.pid <> pg_backend_pid()
               AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')
               AND a.usename IS NOT NULL
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             ORDER BY l.relation, l.pid LIMIT 1000""";

    private final DatabaseReader look;
    private final DatabaseTables tables;
    private final String database;

    DatabaseRunners(DatabaseReader look, DatabaseTables tables, String database) {
        this.look = look;
        this.tables = tables;
        this.database = database;
    }

    List<DatabaseRunner> find() throws SQLException {
        List<DatabaseRunner> runners = new ArrayList<>();
        look.read(ADVISORY, this::advisory).forEach(found -> found.ifPresent(runners::add));
        look.read(TABLES, this::writing).forEach(found -> found.ifPresent(runners::add));
        for (Map.Entry<ForeignTable, CompanionTable> each : tables.companions().entrySet()) {
            runners.addAll(lockRows(each.getKey(), each.getValue()));
        }
        return runners;
    }

    private Optional<DatabaseRunner> advisory(ResultSet row) throws SQLException {
        long key = row.getLong(5);
        Optional<String> system = systemOf(key);
        return system.isEmpty()
                ? Optional.empty()
                : Optional.of(runner(row, system.get(), How.ADVISORY_LOCK, Long.toString(key)));
    }

    private Optional<String> systemOf(long key) {
        Set<String> schemas = Stream.concat(
                        Stream.of("public"),
                        tables.recognised().stream().map(each -> each.table().schema()))
                .collect(Collectors.toSet());
        Set<String> names = Stream.concat(
                        Stream.of("schema_migrations"),
                        tables.recognised().stream().map(each -> each.table().name()))
                .collect(Collectors.toSet());
        Set<String> systems =
                tables.recognised().stream().map(Recognition::system).collect(Collectors.toSet());
        return ForeignLocks.systemOf(key, new ForeignLocks.Place(database, schemas, names, systems));
    }

    private Optional<DatabaseRunner> writing(ResultSet row) throws SQLException {
        String schema = row.getString(5);
        String name = row.getString(6);
        ForeignTable own = tables.own();
        String system = own != null && own.schema().equals(schema) && own.name().equals(name)
                ? MigrationSystems.FLYWAY
                : systemOf(schema, name);
        return system == null
                ? Optional.empty()
                : Optional.of(runner(row, system, How.TABLE_LOCK, schema + "." + name));
    }

    private @Nullable String systemOf(String schema, String name) {
        return tables.recognised().stream()
                .filter(each -> each.table().schema().equals(schema)
                        && each.table().name().equals(name))
                .map(Recognition::system)
                .findFirst()
                .orElse(null);
    }

    private static DatabaseRunner runner(ResultSet row, String system, How how, String lock) throws SQLException {
        boolean ours = row.getString(3).startsWith(DatabaseRunner.OURS + "/");
        return new DatabaseRunner(
                ours ? DatabaseRunner.OURS : system, how, lock, row.getBoolean(4), row.getString(1), row.getString(2));
    }

    private List<DatabaseRunner> lockRows(ForeignTable table, CompanionTable companion) throws SQLException {
        String sql = companion.lockSql(table);
        if (sql == null || !table.readable()) {
            return List.of();
        }
        Answer<DatabaseRunner> answer = look.attempt(
                sql,
                row -> new DatabaseRunner(
                        companion.system(),
                        How.LOCK_ROW,
                        table.display(),
                        false,
                        row.getString(1) == null ? "not said" : row.getString(1),
                        row.getString(2)));
        return answer.rows();
    }
}
