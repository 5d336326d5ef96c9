package dev.migrationcontrol.adoption;

import dev.migrationcontrol.system.table.CompanionTable;
import dev.migrationcontrol.system.table.OldSystem;
import dev.migrationcontrol.system.table.VersionTable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds and reads the tables of old systems. */
final class VersionTables {
    /** The identifier of a custom table: its key, or a unique column, of text or a number; text is preferred. */
    private static final String SQL = """
            SELECT n.nspname, c.relname, c.oid, array_agg(a.attname::text ORDER BY a.attnum),
                   array_agg(format_type(a.atttypid, NULL) ORDER BY a.attnum),
                   (SELECT k.attname FROM pg_index i JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
                     WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 1
                       AND k.atttypid IN ('text'::regtype, 'varchar'::regtype, 'bigint'::regtype, 'integer'::regtype)
                     ORDER BY k.atttypid IN ('text'::regtype, 'varchar'::regtype) DESC, i.indisprimary DESC LIMIT 1)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
               AND n.nspname !~ '^migration_control_archive'
               AND %s
             GROUP BY n.nspname, c.relname, c.oid ORDER BY 1, 2 LIMIT 5000""";

    private static final String NAMED = "(lower(c.relname) = ANY (?) OR n.nspname || '.' || c.relname = ANY (?))";

    private VersionTables() {}

    /** Tables with a name that an old system uses, and those that are asked for. */
    static List<VersionTable> find(Connection connection, List<String> asked) throws SQLException {
        List<String> usual = new ArrayList<>(OldSystem.usualTables());
        usual.addAll(CompanionTable.names());
        try (PreparedStatement statement = connection.prepareStatement(String.format(Locale.ROOT, SQL, NAMED))) {
            statement.setArray(1, connection.createArrayOf("text", usual.toArray()));
            statement.setArray(2, connection.createArrayOf("text", asked.toArray()));
            return read(statement);
        }
    }

    /** The tables whose columns are those of a system, whatever their names. */
    static List<VersionTable> alike(Connection connection, OldSystem system) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(String.format(Locale.ROOT, SQL, "true"))) {
            return read(statement).stream().filter(system::looksLike).toList();
        }
    }

    private static List<VersionTable> read(PreparedStatement statement) throws SQLException {
        List<VersionTable> tables = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                tables.add(new VersionTable(
                        result.getString(1),
                        result.getString(2),
                        result.getLong(3),
                        columns(result.getArray(4), result.getArray(5)),
                        result.getString(6)));
            }
        }
        return tables;
    }

    private static Map<String, String> columns(Array names, Array types) throws SQLException {
        String[] name = (String[]) names.getArray();
        String[] type = (String[]) types.getArray();
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < name.length; i++) {
            columns.put(name[i], type[i]);
        }
        return Map.copyOf(columns);
    }

    /** What a table records. */
    static List<RecordedRow> rows(Connection connection, OldSystem system, VersionTable table) throws SQLException {
        String sql = "SELECT id::text, other::text, at::timestamptz, state::text, checksum::text FROM ("
                + system.rows(table) + ") r (id, other, at, state, checksum) ORDER BY 3 NULLS FIRST, 1";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            List<RecordedRow> rows = new ArrayList<>();
            while (result.next()) {
                OffsetDateTime at = result.getObject(3, OffsetDateTime.class);
                rows.add(new RecordedRow(
                        result.getString(1),
                        result.getString(2),
                        at == null ? null : at.toInstant(),
                        RecordedRow.State.valueOf(result.getString(4)),
                        result.getString(5)));
            }
            return rows;
        }
    }
}
