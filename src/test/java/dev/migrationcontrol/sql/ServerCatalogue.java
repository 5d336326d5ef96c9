package dev.migrationcontrol.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a database holds, object by object, each with what of it can change. */
record ServerCatalogue(Map<Entry, String> entries) {
    private static final String SELECT = """
            WITH n AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')
            SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'
                   WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' WHEN 'c' THEN 'type' ELSE 'table' END, nspname, relname,
                   (SELECT t.relname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE i.indexrelid = c.oid),
                   concat(CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid)
                     WHEN relkind IN ('i', 'I') THEN pg_get_indexdef(c.oid) END, reloptions, relrowsecurity,
                     relpersistence, relispartition, relreplident)
              FROM pg_class c JOIN n ON n.oid = relnamespace WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I', 'c')
            UNION ALL SELECT 'column', nspname, attname, relname, concat_ws(' ', format_type(atttypid, atttypmod),
                   attnotnull, pg_get_expr(adbin, adrelid), attidentity, attstorage)
              FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN n ON n.oid = relnamespace
              LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = attnum
             WHERE attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'f')
            UNION ALL SELECT 'constraint', nspname, conname, coalesce(relname, typname), pg_get_constraintdef(o.oid)
              FROM pg_constraint o JOIN n ON n.oid = connamespace LEFT JOIN pg_class c ON c.oid = conrelid
              LEFT JOIN pg_type t ON t.oid = contypid WHERE o.contype <> 'n'
            UNION ALL SELECT CASE prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
                   nspname, proname, '', string_agg(concat(prosrc, pg_get_functiondef(p.oid)), ',' ORDER BY p.oid)
              FROM (SELECT p.oid, proname, pronamespace, prokind, prosrc FROM pg_proc p WHERE prokind <> 'a') p
              JOIN n ON n.oid = pronamespace GROUP BY prokind, nspname, proname
            UNION ALL SELECT 'aggregate', nspname, proname, '', '' FROM pg_proc p JOIN n ON n.oid = pronamespace
             WHERE prokind = 'a'
            UNION ALL SELECT CASE typtype WHEN 'd' THEN 'domain' ELSE 'type' END, nspname, typname, '',
                   (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
              FROM pg_type t JOIN n ON n.oid = typnamespace WHERE typtype IN ('e', 'd', 'r')
            UNION ALL SELECT 'trigger', nspname, tgname, relname, tgenabled::text FROM pg_trigger
              JOIN pg_class c ON c.oid = tgrelid JOIN n ON n.oid = relnamespace WHERE NOT tgisinternal AND tgparentid = 0
            UNION ALL SELECT 'policy', nspname, polname, relname, pg_get_expr(polqual, polrelid) FROM pg_policy
              JOIN pg_class c ON c.oid = polrelid JOIN n ON n.oid = relnamespace
            UNION ALL SELECT 'rule', nspname, rulename, relname, ev_enabled::text FROM pg_rewrite
              JOIN pg_class c ON c.oid = ev_class JOIN n ON n.oid = relnamespace WHERE rulename <> '_RETURN'
            UNION ALL SELECT 'schema', '', nspname, '', '' FROM n
            UNION ALL SELECT 'extension', '', extname, '', extversion FROM pg_extension
            UNION ALL SELECT 'collation', nspname, collname, '', '' FROM pg_collation JOIN n ON n.oid = collnamespace
            UNION ALL SELECT 'conversion', nspname, conname, '', '' FROM pg_conversion JOIN n ON n.oid = connamespace
            UNION ALL SELECT 'statistics', nspname, stxname, '', '' FROM pg_statistic_ext JOIN n ON n.oid = stxnamespace
            UNION ALL SELECT 'operator', nspname, oprname, '', '' FROM pg_operator JOIN n ON n.oid = oprnamespace
            UNION ALL SELECT 'operator class', nspname, opcname, '', '' FROM pg_opclass JOIN n ON n.oid = opcnamespace
            UNION ALL SELECT 'operator family', nspname, opfname, '', '' FROM pg_opfamily JOIN n ON n.oid = opfnamespace
            UNION ALL SELECT 'text search configuration', nspname, cfgname, '', '' FROM pg_ts_config
              JOIN n ON n.oid = cfgnamespace
            UNION ALL SELECT 'text search dictionary', nspname, dictname, '', '' FROM pg_ts_dict
              JOIN n ON n.oid = dictnamespace
            UNION ALL SELECT 'event trigger', '', evtname, '', evtenabled::text FROM pg_event_trigger
            UNION ALL SELECT 'publication', '', pubname, '', '' FROM pg_publication
            UNION ALL SELECT 'server', '', srvname, '', '' FROM pg_foreign_server
            UNION ALL SELECT 'foreign data wrapper', '', fdwname, '', '' FROM pg_foreign_data_wrapper""";

    /**
     * One object.
     *
     * @param table to which it belongs; empty where it belongs to none
     */
    record Entry(String kind, String schema, String name, String table) {}

    static ServerCatalogue of(Connection connection) throws SQLException {
        Map<Entry, String> entries = new LinkedHashMap<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SELECT)) {
            while (result.next()) {
                String table = result.getString(4);
                entries.put(
                        new Entry(
                                result.getString(1),
                                result.getString(2),
                                result.getString(3),
                                table == null ? "" : table),
                        String.valueOf(result.getString(5)));
            }
        }
        return new ServerCatalogue(entries);
    }
}
