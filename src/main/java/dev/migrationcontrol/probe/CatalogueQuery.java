package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Policy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything but the history's rows, from the server's catalogues, in one row that every role may read. */
final class CatalogueQuery {
    /** Tables of other systems that are looked at in one database; more would be tenants of one system. */
    private static final int MOST_FOREIGN_TABLES = 20;

    /** As Flyway decides emptiness: objects that belong to extensions do not count. */
    private static final String NOT_EMPTY = """
            SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ANY (%1$s) AND c.relkind IN ('r', 'v', 'S', 't')
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
            UNION ALL
            SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
             WHERE n.nspname = ANY (%1$s) AND t.typcategory NOT IN ('A', 'C')
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
            UNION ALL
            SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = ANY (%1$s)
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""";

    private static final String FOREIGN = """
            SELECT coalesce(json_agg(found), '[]') FROM (
              SELECT n.nspname AS schema, c.relname AS table,
                     has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable,
                     EXISTS (SELECT FROM pg_class r WHERE r.relnamespace = n.oid AND r.relname = 'ar_internal_metadata')
                       AS rails,
                     (SELECT json_object_agg(a.attname, format_type(a.atttypid, NULL)) FROM pg_attribute a
                       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relname = ANY (%s::name[]) AND c.relkind IN ('r', 'p') AND (n.nspname, c.relname) <> (%s, %s)
               ORDER BY n.nspname, c.relname LIMIT %d) found""";

    private static final String ALL = """
            SELECT current_setting('server_version') AS version,
                   pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS read_only,
                   h.oid IS NOT NULL AS history_exists,
                   coalesce(has_schema_privilege(h.relnamespace, 'USAGE') AND has_table_privilege(h.oid, 'SELECT'), false)
                     AS history_permitted,
                   (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = h.oid AND a.attname = ANY (%s::name[])
                     AND NOT a.attisdropped) AS history_columns,
                   ARRAY(SELECT s FROM unnest(%s) WITH ORDINALITY AS u (s, i)
                     WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = s) ORDER BY i) AS missing_schemas,
                   CASE WHEN h.oid IS NULL THEN NOT EXISTS (%s) ELSE false END AS schema_empty,
                   (%s) AS foreign_tables
              FROM (VALUES (1)) AS one LEFT JOIN (
                SELECT c.oid, c.relnamespace FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = %s AND c.relname = %s AND c.relkind IN ('r', 'p')) h ON true""";

    private CatalogueQuery() {}

    static String sql(Policy policy) {
        String schema = SqlText.literal(policy.defaultSchema());
        String table = SqlText.literal(policy.historyTable());
        String schemas = SqlText.array(policy.schemas());
        String foreign = FOREIGN.formatted(SqlText.array(KnownSystem.tables()), schema, table, MOST_FOREIGN_TABLES);
        return ALL.formatted(
                SqlText.array(HistoryQuery.COLUMNS), schemas, NOT_EMPTY.formatted(schemas), foreign, schema, table);
    }

    static Catalogue decode(Row row) {
        return new Catalogue(
                row.getString("version").replaceFirst("\\s.*", ""),
                row.getBoolean("read_only"),
                new Catalogue.HistoryAccess(
                        row.getBoolean("history_exists"),
                        row.getBoolean("history_permitted"),
                        row.getLong("history_columns") == HistoryQuery.COLUMNS.size()),
                row.getBoolean("schema_empty"),
                List.of(row.getArrayOfStrings("missing_schemas")),
                foreignTables(row.get(JsonArray.class, "foreign_tables")));
    }

    private static List<ForeignTable> foreignTables(JsonArray found) {
        return found.stream()
                .map(JsonObject.class::cast)
                .map(table -> new ForeignTable(
                        table.getString("schema"),
                        table.getString("table"),
                        table.getJsonObject("columns", new JsonObject()).stream()
                                .collect(Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        column -> column.getValue().toString())),
                        table.getBoolean("rails"),
                        table.getBoolean("readable")))
                .toList();
    }
}
