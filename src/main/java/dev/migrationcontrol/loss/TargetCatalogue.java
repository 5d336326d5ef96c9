package dev.migrationcontrol.loss;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a target holds, looked up by the names that scripts use. */
final class TargetCatalogue {
    private static final String TABLE = """
            SELECT c.oid::bigint, n.nspname, c.relname, c.reltuples::bigint, c.relispartition,
                   coalesce(pg_catalog.pg_partition_root(c.oid), c.oid)::bigint,
                   EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND %s""";

    private static final String OF_TYPE = """
            SELECT a.attrelid::bigint, a.attname FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              JOIN pg_catalog.pg_type u ON u.oid = a.atttypid
              JOIN pg_catalog.pg_type t ON t.oid = CASE WHEN u.typelem <> 0 AND u.typcategory = 'A' THEN u.typelem
                                                        ELSE u.oid END
              JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
             WHERE NOT a.attisdropped AND a.attnum > 0 AND %s""";

    private final Connection connection;
    private final List<String> path;

    /** @param path the schemas in which names without one are looked up */
    TargetCatalogue(Connection connection, List<String> path) {
        this.connection = connection;
        this.path = path;
    }

    /** The search path of a session of migrations. */
    static List<String> path(Connection connection, String defaultSchema) throws SQLException {
        List<String> path = new ArrayList<>(List.of(defaultSchema));
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT unnest(pg_catalog.current_schemas(false))");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                path.add(result.getString(1));
            }
        }
        return path;
    }

    /** The table of this name. */
    Optional<HeldTable> find(ObjectName name, List<String> said) throws SQLException {
        List<String> schemas = name.schema() == null ? said.isEmpty() ? path : said : List.of(name.schema());
        for (String schema : schemas) {
            List<HeldTable> found = tables(TABLE.formatted("n.nspname = ? AND c.relname = ?"), schema, name.name());
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    /** The tables of a schema, without those that are part of others there. */
    List<HeldTable> ofSchema(String schema) throws SQLException {
        return tables(TABLE.formatted("n.nspname = ?"), schema).stream()
                .filter(table -> !table.partition())
                .toList();
    }

    /** What an extension has made. */
    List<HeldTable> ofExtension(String extension) throws SQLException {
        return tables(
                TABLE.formatted("EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e"
                        + " ON e.oid = d.refobjid WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid"
                        + " AND d.deptype = 'e' AND e.extname = ?)"),
                extension);
    }

    /** Tables with a foreign key to this one, directly or not. */
    List<HeldTable> referencing(HeldTable table) throws SQLException {
        return tables(
                TABLE.formatted("c.oid IN (WITH RECURSIVE r(oid) AS (SELECT conrelid FROM pg_catalog.pg_constraint"
                        + " WHERE contype = 'f' AND confrelid = ?::oid UNION SELECT k.conrelid"
                        + " FROM pg_catalog.pg_constraint k JOIN r ON k.confrelid = r.oid WHERE k.contype = 'f')"
                        + " SELECT oid FROM r) AND c.oid <> ?::oid"),
                Long.toString(table.oid()),
                Long.toString(table.oid()));
    }

    /** A column of a table. */
    record Column(HeldTable table, String name) {}

    /** The columns of a type, or of arrays of it. */
    List<Column> ofType(ObjectName type) throws SQLException {
        List<Column> columns = new ArrayList<>();
        List<String> schemas = type.schema() == null ? path : List.of(type.schema());
        for (String schema : schemas) {
            columns.addAll(columns(OF_TYPE.formatted("n.nspname = ? AND t.typname = ?"), schema, type.name()));
            if (!columns.isEmpty()) {
                break;
            }
        }
        return columns;
    }

    /** The columns of the types of an extension. */
    List<Column> ofTypesOf(String extension) throws SQLException {
        return columns(
                OF_TYPE.formatted("EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e"
                        + " ON e.oid = d.refobjid WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid"
                        + " AND d.deptype = 'e' AND e.extname = ?)"),
                extension);
    }

    /** The type of a stored column as it is written; null where there is no such column, or where it is generated. */
    @Nullable
    String typeOf(HeldTable table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pg_catalog.format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute"
                        + " WHERE attrelid = ?::oid AND attname = ? AND NOT attisdropped AND attgenerated = ''")) {
            statement.setLong(1, table.oid());
            statement.setString(2, column);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    /** Whether a column is part of the primary key. */
    boolean isKey(HeldTable table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid"
                        + " AND a.attnum = ANY (i.indkey::int2[]) WHERE i.indisprimary AND i.indrelid = ?::oid"
                        + " AND a.attname = ?")) {
            statement.setLong(1, table.oid());
            statement.setString(2, column);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }

    private List<Column> columns(String sql, String... parameters) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<HeldTable> table = tables(TABLE.formatted("c.oid = ?::oid"), Long.toString(result.getLong(1)));
                    if (!table.isEmpty()) {
                        columns.add(new Column(table.get(0), result.getString(2)));
                    }
                }
            }
        }
        return columns;
    }

    private List<HeldTable> tables(String sql, String... parameters) throws SQLException {
        List<HeldTable> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql + " ORDER BY n.nspname, c.relname")) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    tables.add(new HeldTable(
                            result.getLong(1),
                            new ObjectName(result.getString(2), result.getString(3)),
                            result.getLong(4),
                            result.getBoolean(7),
                            result.getBoolean(5),
                            result.getLong(6)));
                }
            }
        }
        return tables;
    }
}
