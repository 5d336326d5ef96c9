package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.OtherHistory;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.sql.SqlIdentifiers;
import dev.migrationcontrol.system.table.DefaultNames;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Arrays;
import java.util.List;

/**
 * What there is, from the server's catalogues, in one row that every role may read. Details are for further queries: a new
 * connection pays for each catalogue that its first query touches.
 */
final class CatalogueQuery {
    /** More would be tenants of one system. */
    private static final int MOST_FOREIGN_TABLES = 20;

    /** Version tables that a consolidation retired, and the guards in their places, are no one's any more. */
    private static final String SQL = """
            SELECT current_setting('server_version') AS version,
                   pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool AS read_only,
                   h.oid IS NOT NULL AS history_exists,
                   coalesce(has_schema_privilege(h.relnamespace, 'USAGE') AND has_table_privilege(h.oid, 'SELECT'), false)
                     AS history_permitted,
                   (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = h.oid AND a.attname = ANY (%s::name[])
                     AND NOT a.attisdropped) AS history_columns,
                   ARRAY(SELECT nspname::text FROM pg_namespace WHERE nspname = ANY (%s::name[])) AS schemas,
                   ARRAY(SELECT f.oid::bigint FROM pg_class f WHERE f.relname = ANY (%s::name[])
                     AND f.relkind IN ('r', 'p') AND f.oid IS DISTINCT FROM h.oid AND NOT EXISTS (
                       SELECT FROM pg_namespace a WHERE a.oid = f.relnamespace AND a.nspname ~ '^migration_control_archive')
                     AND NOT EXISTS (SELECT FROM pg_index x JOIN pg_class g ON g.oid = x.indexrelid
                       WHERE x.indrelid = f.oid AND g.relname ~ '^migration_control_guard') ORDER BY f.oid LIMIT %s) AS foreign_tables,
                   CASE WHEN h.oid IS NULL THEN %s END AS other_history,
                   %s
              FROM (VALUES (1)) AS one LEFT JOIN (
                SELECT c.oid, c.relnamespace FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = %s AND c.relname = %s AND c.relkind IN ('r', 'p')) h ON true""";

    private CatalogueQuery() {}

    static String sql(Policy policy) {
        return SQL.formatted(
                SqlIdentifiers.array(HistoryQuery.COLUMNS),
                SqlIdentifiers.array(policy.schemas()),
                SqlIdentifiers.array(DefaultNames.all()),
                MOST_FOREIGN_TABLES,
                OtherHistory.schema(policy),
                Rights.columns(policy),
                SqlIdentifiers.literal(policy.defaultSchema()),
                SqlIdentifiers.literal(policy.historyTable()));
    }

    static Catalogue decode(RowSet<Row> answer) {
        Row row = answer.iterator().next();
        return new Catalogue(
                row.getString("version").replaceFirst("\\s.*", ""),
                row.getBoolean("read_only"),
                new Catalogue.HistoryAccess(
                        row.getBoolean("history_exists"),
                        row.getBoolean("history_permitted"),
                        row.getLong("history_columns") == HistoryQuery.COLUMNS.size()),
                List.of(row.getArrayOfStrings("schemas")),
                Arrays.asList(row.getArrayOfLongs("foreign_tables")),
                row.getString("other_history"),
                Rights.decode(row));
    }
}
