package dev.migrationcontrol.datacheck;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to the rows of a table.
 *
 * @param statement the number of the statement in its script
 * @param relation with its schema, unquoted, for people
 * @param table the same, quoted
 * @param condition holds for the rows that are not as they have to be; null for a unique key
 * @param key what names a row, as SQL; of a unique key the columns
 * @param cast an expression that fails for some rows, where they cannot be counted otherwise; null in all other cases
 */
record DataQuestion(
        int statement,
        DataCheck.Kind kind,
        String relation,
        String table,
        List<String> columns,
        @Nullable String condition,
        String key,
        @Nullable String cast) {
    static final int MOST_KEYS = 10;

    DataQuestion {
        columns = List.copyOf(columns);
    }

    String count() {
        if (cast != null) {
            return "SELECT 0 * count(" + cast + ") FROM " + table;
        }
        return condition == null
                ? "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM " + table + " WHERE ROW(" + key
                        + ") IS NOT NULL GROUP BY " + key + " HAVING count(*) > 1) AS d"
                : "SELECT count(*) FROM " + table + " WHERE " + condition;
    }

    String keys() {
        return condition == null
                ? "SELECT concat_ws(', ', " + key + ") FROM " + table + " WHERE ROW(" + key + ") IS NOT NULL GROUP BY "
                        + key + " HAVING count(*) > 1 LIMIT " + MOST_KEYS
                : "SELECT concat_ws(', ', " + key + ") FROM " + table + " WHERE " + condition + " LIMIT " + MOST_KEYS;
    }

    /** The same of a part of the table, in hundredths; null where a part says nothing of the whole. */
    @Nullable
    String sample(double percent) {
        return condition == null || cast != null
                ? null
                : "SELECT round(count(*) * 100 / " + percent + ") FROM " + table + " AS " + alias()
                        + " TABLESAMPLE SYSTEM (" + percent + ") WHERE " + condition;
    }

    /** The name by which conditions know the table. */
    private String alias() {
        return table.substring(table.lastIndexOf("\".\"") + 2);
    }
}
