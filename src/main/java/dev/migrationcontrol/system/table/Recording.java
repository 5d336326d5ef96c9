package dev.migrationcontrol.system.table;

import dev.migrationcontrol.sql.SqlIdentifiers;
import dev.migrationcontrol.system.TableColumn;
import dev.migrationcontrol.system.TableFacts.Row;
import org.jspecify.annotations.Nullable;

/** The statements that read the rows of a version table. */
public record Recording(Row row) {
    /** Rows of version, name, at, by, state, detail and line, all as text, newest first. */
    public String select(ForeignTable table, int limit) {
        return "SELECT %s, %s, %s, %s, %s, %s, %s FROM %s ORDER BY %s LIMIT %d"
                .formatted(
                        text(row.version(), table),
                        text(row.name(), table),
                        time(table),
                        text(row.by(), table),
                        state(table),
                        text(row.detail(), table),
                        text(row.line(), table),
                        table.quoted(),
                        ordering(table),
                        limit);
    }

    /** The newest versions as text in one column called version; undone ones do not count. */
    public String newestVersions(ForeignTable table, int limit) {
        return "SELECT %s AS version FROM %s WHERE (%1$s) IS NOT NULL AND %s <> 'UNDONE' ORDER BY %s LIMIT %d"
                .formatted(text(row.version(), table), table.quoted(), state(table), ordering(table), limit);
    }

    /** The texts that were run, as far as the table keeps them; null where it does not. */
    public @Nullable String texts(ForeignTable table, int limit) {
        return Columns.areIn(row.text(), table)
                ? "SELECT %s FROM %s LIMIT %d".formatted(text(row.text(), table), table.quoted(), limit)
                : null;
    }

    private String ordering(ForeignTable table) {
        String order = row.order();
        String newest =
                order != null && Columns.areIn(order, table) ? Columns.quote(order, table) + " DESC NULLS LAST, " : "";
        return newest + Columns.quote(row.version(), table) + " DESC";
    }

    private String state(ForeignTable table) {
        String cases = row.state();
        return cases != null && Columns.areIn(cases, table)
                ? Columns.quote("CASE " + cases + " ELSE 'APPLIED' END", table)
                : "'APPLIED'";
    }

    private static String text(@Nullable String expression, ForeignTable table) {
        return expression != null && Columns.areIn(expression, table)
                ? "(" + Columns.quote(expression, table) + ")::text"
                : "NULL::text";
    }

    private String time(ForeignTable table) {
        return time(row.at(), table);
    }

    /** @param at the column of the time, alone or after {@code epoch:} */
    static String time(@Nullable String at, ForeignTable table) {
        if (at == null) {
            return "NULL::text";
        }
        TableColumn column = Columns.find(at.substring(at.indexOf(':') + 1), table);
        if (column == null) {
            return "NULL::text";
        }
        String name = SqlIdentifiers.identifier(column.name());
        if (at.startsWith("epoch:")) {
            // Those who count milliseconds are beyond the year 5000 in seconds.
            return utc("to_timestamp(CASE WHEN " + name + " > 100000000000 THEN " + name + " / 1000.0 ELSE " + name
                    + " END)");
        }
        return column.type().equals("timestamp with time zone")
                ? utc(name)
                : column.isTime() ? "to_char(" + name + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')" : name + "::text";
    }

    private static String utc(String time) {
        return "to_char(" + time + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }
}
