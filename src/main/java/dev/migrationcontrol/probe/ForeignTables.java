package dev.migrationcontrol.probe;

import dev.migrationcontrol.system.TableColumn;
import dev.migrationcontrol.system.table.ForeignTable;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the tables look like that other systems may have made. */
public final class ForeignTables {
    /** No version table has more columns; dropped ones count. */
    private static final int MOST_COLUMNS = 24;

    private static final char SEPARATOR = '\u001f';
    private static final String RAILS_METADATA = "= 'ar_internal_metadata'";
    private static final String RENAMED_RAILS_METADATA = "LIKE '%internal\\_metadata'";
    private static final String SQL = """
            SELECT n.nspname::text, c.relname::text,
                   has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
                   EXISTS (SELECT FROM pg_class r WHERE r.relnamespace = n.oid AND r.relname %s),
                   ARRAY(SELECT concat_ws(E'\\x1f', a.attname, format_type(a.atttypid, NULL),
                       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL
                         AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum),
                       coalesce((SELECT pg_get_expr(d.adbin, d.adrelid) ~* 'now\\(\\)|current_timestamp|_timestamp\\(\\)'
                         FROM pg_attrdef d WHERE d.adrelid = c.oid AND d.adnum = a.attnum), false))
                     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                     ORDER BY a.attnum)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE %s ORDER BY 1, 2""";

    /** Of a relation c in a schema n: that it is no table which a consolidation retired, nor the guard in its place. */
    public static final String NOT_RETIRED = """
            n.nspname !~ '^migration_control_archive' AND NOT EXISTS (
              SELECT FROM pg_index x JOIN pg_class g ON g.oid = x.indexrelid
               WHERE x.indrelid = coalesce((SELECT y.indrelid FROM pg_index y WHERE y.indexrelid = c.oid), c.oid)
                 AND g.relname ~ '^migration_control_guard')
            AND NOT EXISTS (
              SELECT FROM pg_rewrite w WHERE w.ev_class = c.oid AND w.rulename ~ '^migration_control_guard')""";

    private ForeignTables() {}

    static String sql(List<Long> oids) {
        String found = oids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return SQL.formatted(RAILS_METADATA, "c.oid = ANY (ARRAY[" + found + "]::oid[])");
    }

    /** Every table that may be a version table by its number of columns, in every schema but the server's own. */
    public static String sqlOfAll(int most) {
        return SQL.formatted(
                        RENAMED_RAILS_METADATA,
                        "c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'"
                                + " AND c.relnatts <= " + MOST_COLUMNS
                                + " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND "
                                + NOT_RETIRED)
                + " LIMIT " + most;
    }

    static List<ForeignTable> decode(Iterable<Row> rows) {
        List<ForeignTable> tables = new ArrayList<>();
        for (Row row : rows) {
            tables.add(new ForeignTable(
                    row.getString(0),
                    row.getString(1),
                    columns(row.getArrayOfStrings(4)),
                    row.getBoolean(3),
                    row.getBoolean(2)));
        }
        return tables;
    }

    /** The columns as the query writes them. */
    public static List<TableColumn> columns(String[] written) {
        return Arrays.stream(written).map(ForeignTables::column).toList();
    }

    private static TableColumn column(String written) {
        String[] parts = written.split(String.valueOf(SEPARATOR), -1);
        return new TableColumn(parts[0], parts[1], parts[2].equals("t"), parts[3].equals("t"));
    }
}
