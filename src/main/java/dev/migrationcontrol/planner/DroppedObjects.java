package dev.migrationcontrol.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects that a script takes away, by their names in its text. The server knows what a view depends on but not what
 * a function's body uses, so the texts are what there is to compare.
 */
final class DroppedObjects {
    private static final String NAME = "(?:\"[^\"]+\"|[\\w$]+)(?:\\s*\\.\\s*(?:\"[^\"]+\"|[\\w$]+))?";
    private static final Pattern COMMENT_OR_LITERAL =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|('(?:[^']++|'')*+')", Pattern.DOTALL);
    private static final Pattern DROP = Pattern.compile(
            "\\bdrop\\s+(?:table|(?:materialized\\s+)?view|function|procedure|aggregate|type|domain|sequence|schema)\\s+"
                    + "(?:if\\s+exists\\s+)?(" + NAME + "(?:\\s*\\([^)]*\\))?(?:\\s*,\\s*" + NAME + ")*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MOVED = Pattern.compile(
            "\\balter\\s+(?:(?:foreign\\s+)?table|(?:materialized\\s+)?view|function|procedure|routine|aggregate|type|domain|sequence|schema)"
                    + "\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?(" + NAME
                    + ")\\s*(?:\\([^)]*\\)\\s*)?(?:rename\\s+to|set\\s+schema)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ALTER = Pattern.compile(
            "\\balter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?(" + NAME + ")([^;]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN = Pattern.compile(
            "\\bdrop\\s+(?:column\\s+)?(?:if\\s+exists\\s+)?(?!constraint\\b|column\\b|default\\b|not\\b|identity\\b|"
                    + "expression\\b|if\\b)(" + NAME + ")|\\brename\\s+(?:column\\s+)?(" + NAME + ")\\s+to\\b",
            Pattern.CASE_INSENSITIVE);

    /** The words that must all be used for an object to be used: its name, or its table's and its own. */
    private final List<List<String>> objects = new ArrayList<>();

    private DroppedObjects() {}

    static DroppedObjects in(String sql) {
        DroppedObjects dropped = new DroppedObjects();
        String text = COMMENT_OR_LITERAL.matcher(sql).replaceAll(" ");
        Matcher drop = DROP.matcher(text);
        while (drop.find()) {
            for (String name : drop.group(1).replaceAll("\\([^)]*\\)", "").split(",")) {
                dropped.objects.add(List.of(simple(name)));
            }
        }
        Matcher moved = MOVED.matcher(text);
        while (moved.find()) {
            dropped.objects.add(List.of(simple(moved.group(1))));
        }
        Matcher alter = ALTER.matcher(text);
        while (alter.find()) {
            dropped.addColumns(simple(alter.group(1)), alter.group(2));
        }
        return dropped;
    }

    private void addColumns(String table, String actions) {
        Matcher column = COLUMN.matcher(actions);
        while (column.find()) {
            String name = column.group(1) != null ? column.group(1) : column.group(2);
            objects.add(List.of(table, simple(name)));
        }
    }

    /** The name of an object that the text uses, if it uses any. */
    Optional<String> findUsedIn(String sql) {
        String text = COMMENT_OR_LITERAL.matcher(sql).replaceAll(" $1 ").toLowerCase(Locale.ROOT);
        return objects.stream()
                .filter(words -> words.stream().allMatch(word -> hasWord(text, word)))
                .map(words -> String.join(".", words))
                .findFirst();
    }

    private static boolean hasWord(String text, String word) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])")
                .matcher(text)
                .find();
    }

    private static String simple(String qualified) {
        String name = qualified.substring(qualified.lastIndexOf('.') + 1);
        return name.replace("\"", "").strip().toLowerCase(Locale.ROOT);
    }
}
