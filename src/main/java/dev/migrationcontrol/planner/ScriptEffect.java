package dev.migrationcontrol.planner;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a script does, as far as the first words of its statements say: nothing, something to rows, or more than that. */
final class ScriptEffect {
    /** What an undo script says when nothing is to be undone, though the migration changes the schema. */
    static final String BY_DESIGN = "-- migration-control: nothing to undo";

    private static final Pattern MARK = Pattern.compile(
            "^\\s*--\\s*migration-control:\\s*nothing to undo\\b", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern COPIED_ROWS = Pattern.compile(
            "(\\bfrom\\s+stdin\\b[^;]*;).*?(?:^\\\\\\.\\s*$|\\z)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.MULTILINE);
    private static final Set<String> NOTHING = Set.of(
            "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "set", "reset", "show");
    private static final Set<String> ROWS = Set.of(
            "insert",
            "update",
            "delete",
            "merge",
            "copy",
            "select",
            "with",
            "values",
            "table",
            "analyze",
            "vacuum",
            "lock",
            "notify",
            "refresh",
            "explain",
            "checkpoint",
            "prepare",
            "execute",
            "deallocate",
            "discard");

    private final List<String> statements;

    private ScriptEffect(List<String> statements) {
        this.statements = statements;
    }

    static ScriptEffect of(String sql) {
        String text = COPIED_ROWS.matcher(SqlOutline.of(sql)).replaceAll("$1");
        return new ScriptEffect(Arrays.stream(text.split(";", -1))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty() && !each.startsWith("\\"))
                .toList());
    }

    /** Whether the text says that it is empty on purpose. */
    static boolean isEmptyByDesign(String sql) {
        return MARK.matcher(sql).find();
    }

    /** No statement, or none that leaves anything: comments, the words of transactions, settings. */
    boolean isNothing() {
        return statements.stream().map(ScriptEffect::firstWord).allMatch(NOTHING::contains);
    }

    /** Whether it can leave more than other rows. */
    boolean changesSchema() {
        return statements.stream()
                .map(ScriptEffect::firstWord)
                .anyMatch(word -> !NOTHING.contains(word) && !ROWS.contains(word));
    }

    private static String firstWord(String statement) {
        return statement.split("\\W", 2)[0];
    }
}
