package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A table that holds rows, or a column of one that holds values. */
@Schema(name = "HeldObject", description = "A table that holds rows, or a column of one that holds values.")
public record HeldObject(
        @Schema(description = "The schema of the table.", examples = "public")
        String schema,

        @Schema(description = "The table.", examples = "customers")
        String table,

        @Schema(description = "The column; null for a whole table.", examples = "last_name") @Nullable
        String column) {
    private static final String ALL = """
            SELECT n.nspname, c.relname, NULL FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
             UNION ALL
            SELECT n.nspname, c.relname, a.attname FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_'
               AND n.nspname <> 'information_schema'
             ORDER BY 1, 2, 3 NULLS FIRST""";

    /** All that a database holds. */
    public static List<HeldObject> all(Connection connection) throws SQLException {
        List<HeldObject> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ALL)) {
            while (result.next()) {
                all.add(new HeldObject(result.getString(1), result.getString(2), result.getString(3)));
            }
        }
        return all;
    }

    /** What is not there any more by its name; a column goes with its table, and is not listed by itself. */
    public static List<HeldObject> gone(List<HeldObject> before, List<HeldObject> after) {
        Set<HeldObject> left = new HashSet<>(after);
        return before.stream()
                .filter(each -> !left.contains(each))
                .filter(each ->
                        each.column() == null || left.contains(new HeldObject(each.schema(), each.table(), null)))
                .toList();
    }
}
