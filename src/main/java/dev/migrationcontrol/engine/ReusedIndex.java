package dev.migrationcontrol.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An index that a statement creates {@code IF NOT EXISTS}. PostgreSQL is then content with one of that name that an
 * interrupted build left invalid.
 *
 * @param schema of its table, where the statement says it
 */
record ReusedIndex(@Nullable String schema, String name) {
    private static final String NAME = "(\"(?:[^\"]|\"\")+\"|[\\w$]+)";
    private static final Pattern CREATE = Pattern.compile(
            "\\bcreate\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?if\\s+not\\s+exists\\s+" + NAME
                    + "\\s+on\\s+(?:only\\s+)?(?:" + NAME + "\\s*\\.)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    static Optional<ReusedIndex> in(String sql) {
        Matcher create = CREATE.matcher(sql);
        if (!create.find()) {
            return Optional.empty();
        }
        String schema = create.group(2);
        return Optional.of(new ReusedIndex(schema == null ? null : folded(schema), folded(create.group(1))));
    }

    boolean is(InvalidIndex index) {
        return name.equals(index.name()) && (schema == null ? index.visible() : schema.equals(index.schema()));
    }

    private static String folded(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
    }
}
