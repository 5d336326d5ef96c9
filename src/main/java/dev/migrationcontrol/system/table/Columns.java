package dev.migrationcontrol.system.table;

import dev.migrationcontrol.sql.SqlIdentifiers;
import dev.migrationcontrol.system.TableColumn;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Expressions over the columns of a table, whose spelling only the catalogue knows. */
final class Columns {
    private static final Pattern REFERENCE = Pattern.compile("\\{([^}]+)}");

    private Columns() {}

    /** Whether the table has every column that the expression names. */
    static boolean areIn(@Nullable String expression, ForeignTable table) {
        return expression != null
                && REFERENCE.matcher(expression).results().allMatch(each -> find(each.group(1), table) != null);
    }

    /** The expression with each {@code {column}}, or the first there is of {@code {a|b}}, as SQL writes it. */
    static String quote(String expression, ForeignTable table) {
        return REFERENCE.matcher(expression).replaceAll(each -> {
            TableColumn column = find(each.group(1), table);
            if (column == null) {
                throw new IllegalArgumentException(table.display() + " has no column " + each.group(1));
            }
            return Matcher.quoteReplacement(SqlIdentifiers.identifier(column.name()));
        });
    }

    static @Nullable TableColumn find(String keys, ForeignTable table) {
        for (String key : keys.split("\\|")) {
            TableColumn found = table.find(key).orElse(null);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
