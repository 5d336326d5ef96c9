package dev.migrationcontrol.system.table;

import dev.migrationcontrol.sql.SqlIdentifiers;

/**
 * What the rows of a table must look like where its columns alone could be an application's.
 *
 * @param value an expression, columns in braces
 * @param pattern a regular expression of PostgreSQL that every value matches
 */
record RowProof(String value, String pattern) {
    private static final int ROWS = 50;

    /** Whether the table has one row and no more. */
    static String singleRow(ForeignTable table) {
        return "SELECT count(*) = 1 FROM (SELECT FROM %s LIMIT 2) r".formatted(table.quoted());
    }

    /** One row: whether there are rows, and all of the first ones look so. */
    String sql(ForeignTable table) {
        return "SELECT coalesce(bool_and(v ~ %s), false) FROM (SELECT (%s)::text AS v FROM %s LIMIT %d) r"
                .formatted(SqlIdentifiers.literal(pattern), Columns.quote(value, table), table.quoted(), ROWS);
    }
}
