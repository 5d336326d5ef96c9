package dev.migrationcontrol.system;

import dev.migrationcontrol.sql.SqlIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a version table are read: expressions with columns in braces. What a table has no column for is null.
 *
 * @param version identifies a migration
 * @param name what people call it, where that is something else
 * @param at the column of the time, alone or after {@code epoch:}
 * @param state one of {@link RecordState}
 * @param line which of several histories a row belongs to; each has a newest row of its own
 * @param text the SQL or JSON that was run, where the table keeps it
 * @param order newest is highest
 */
public record Recording(
        String version,
        @Nullable String name,
        @Nullable String at,
        @Nullable String by,
        @Nullable String state,
        @Nullable String detail,
        @Nullable String line,
        @Nullable String text,
        String order) {

    static Recording of(String version) {
        return new Recording(version, null, null, null, null, null, null, null, version);
    }

    /** As every Flyway keeps it. */
    static Recording ofFlyway() {
        return of("{version}")
                .named("{script}")
                .at("installed_on")
                .by("{installed_by}")
                .state("WHEN NOT {success} THEN 'FAILED' WHEN {type} IN ('BASELINE', 'SCHEMA') THEN 'MARKED'"
                        + " WHEN {type} = 'DELETE' OR {type} LIKE 'UNDO%' THEN 'UNDONE'")
                .detail("{type}")
                .order("{installed_rank}");
    }

    Recording named(String expression) {
        return new Recording(version, expression, at, by, state, detail, line, text, order);
    }

    Recording at(String column) {
        return new Recording(version, name, column, by, state, detail, line, text, order);
    }

    Recording by(String expression) {
        return new Recording(version, name, at, expression, state, detail, line, text, order);
    }

    /** @param cases {@code WHEN … THEN 'STATE'}; every other row is applied */
    Recording state(String cases) {
        return new Recording(version, name, at, by, "CASE " + cases + " ELSE 'APPLIED' END", detail, line, text, order);
    }

    Recording detail(String expression) {
        return new Recording(version, name, at, by, state, expression, line, text, order);
    }

    Recording line(String expression) {
        return new Recording(version, name, at, by, state, detail, expression, text, order);
    }

    public Recording text(String expression) {
        return new Recording(version, name, at, by, state, detail, line, expression, order);
    }

    Recording order(String expression) {
        return new Recording(version, name, at, by, state, detail, line, text, expression);
    }

    /** Rows of version, name, at, by, state, detail and line, all as text, newest first. */
    public String select(ForeignTable table, int limit) {
        return "SELECT %s, %s, %s, %s, %s, %s, %s FROM %s ORDER BY %s LIMIT %d"
                .formatted(
                        text(version, table),
                        text(name, table),
                        time(table),
                        text(by, table),
                        state(table),
                        text(detail, table),
                        text(line, table),
                        table.quoted(),
                        ordering(table),
                        limit);
    }

    /** The newest versions as text in one column called version; undone ones do not count. */
    public String newestVersions(ForeignTable table, int limit) {
        return "SELECT %s AS version FROM %s WHERE (%1$s) IS NOT NULL AND %s <> 'UNDONE' ORDER BY %s LIMIT %d"
                .formatted(text(version, table), table.quoted(), state(table), ordering(table), limit);
    }

    /** The texts that were run, as far as the table keeps them; null where it does not. */
    public @Nullable String texts(ForeignTable table, int limit) {
        return Columns.areIn(text, table)
                ? "SELECT %s FROM %s LIMIT %d".formatted(text(text, table), table.quoted(), limit)
                : null;
    }

    private String ordering(ForeignTable table) {
        String newest = Columns.areIn(order, table) ? Columns.quote(order, table) + " DESC NULLS LAST, " : "";
        return newest + Columns.quote(version, table) + " DESC";
    }

    private String state(ForeignTable table) {
        return Columns.areIn(state, table) ? Columns.quote(String.valueOf(state), table) : "'APPLIED'";
    }

    private static String text(@Nullable String expression, ForeignTable table) {
        return expression != null && Columns.areIn(expression, table)
                ? "(" + Columns.quote(expression, table) + ")::text"
                : "NULL::text";
    }

    String time(ForeignTable table) {
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
