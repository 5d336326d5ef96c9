package dev.migrationcontrol.probe;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the tables look like that other systems may have made. */
final class ForeignTables {
    private static final String SQL = """
            SELECT n.nspname::text, c.relname::text,
                   has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
                   EXISTS (SELECT FROM pg_class r WHERE r.relnamespace = n.oid AND r.relname = 'ar_internal_metadata'),
                   (SELECT coalesce(json_object_agg(a.attname, format_type(a.atttypid, NULL)), '{}') FROM pg_attribute a
                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ANY (ARRAY[%s]::oid[]) ORDER BY 1, 2""";

    private ForeignTables() {}

    static String sql(List<Long> oids) {
        return SQL.formatted(oids.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    static List<ForeignTable> decode(Iterable<Row> rows) {
        List<ForeignTable> tables = new ArrayList<>();
        for (Row row : rows) {
            Map<String, String> columns = columns(row.getJsonObject(4));
            tables.add(new ForeignTable(
                    row.getString(0), row.getString(1), columns, row.getBoolean(3), row.getBoolean(2)));
        }
        return tables;
    }

    private static Map<String, String> columns(JsonObject types) {
        return types.stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, type -> String.valueOf(type.getValue())));
    }
}
