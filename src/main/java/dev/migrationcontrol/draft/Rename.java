package dev.migrationcontrol.draft;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That an object of the migrations is one of the model under another name. */
@Schema(
        name = "ModelRename",
        description =
                "That a table or a column of the migrations is one of the model under another name; or, without `to`, that"
                        + " it is none.")
record Rename(
        @Schema(
                description = "What the migrations make: `schema.table` or `schema.table.column`.",
                examples = "public.orders.note",
                required = true)
        @Nullable
        String from,

        @Schema(
                description =
                        "What the model has in its place, in the same schema or table; null where it is not renamed.",
                examples = "public.orders.remark")
        @Nullable
        String to) {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^.\"]+)");
    private static final int LONGEST = 500;

    /**
     * @throws InvalidRequest when it names no table or column, or one of another schema or table
     */
    void require() {
        if (from == null) {
            throw new InvalidRequest("renames", "must each have from");
        }
        List<String> one = parts(from);
        List<String> two = to == null ? one : parts(to);
        if (one.size() != two.size() || !one.subList(0, one.size() - 1).equals(two.subList(0, two.size() - 1))) {
            throw new InvalidRequest("renames", "must stay in their schema, or their table: " + from + ", " + to);
        }
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(name);
        int at = 0;
        while (name.length() <= LONGEST && matcher.find(at) && matcher.start() == at) {
            parts.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replace("\"\"", "\""));
            at = matcher.end();
            if (at < name.length() && name.charAt(at) == '.') {
                at++;
            }
        }
        if (at != name.length() || name.endsWith(".") || parts.size() < 2 || parts.size() > 3) {
            throw new InvalidRequest("renames", "must be of schema.table or schema.table.column");
        }
        return parts;
    }

    boolean hasNewName() {
        return to != null;
    }

    /** The statement that renames it. */
    String forward() {
        return statement(parts(String.valueOf(from)), parts(String.valueOf(to)));
    }

    /** The statement that gives it its name back. */
    String back() {
        return statement(parts(String.valueOf(to)), parts(String.valueOf(from)));
    }

    private static String statement(List<String> from, List<String> to) {
        String table =
                "ALTER TABLE " + SqlIdentifiers.identifier(from.get(0)) + "." + SqlIdentifiers.identifier(from.get(1));
        return from.size() == 2
                ? table + " RENAME TO " + SqlIdentifiers.identifier(to.get(1))
                : table + " RENAME COLUMN " + SqlIdentifiers.identifier(from.get(2)) + " TO "
                        + SqlIdentifiers.identifier(to.get(2));
    }
}
