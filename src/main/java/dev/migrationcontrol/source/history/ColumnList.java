package dev.migrationcontrol.source.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Columns as a statement in a program's text names them. */
final class ColumnList {
    private static final int LONGEST_GAP = 160;
    private static final int LONGEST = 2000;
    private static final Set<String> CONSTRAINTS =
            Set.of("primary", "unique", "foreign", "check", "constraint", "exclude", "like", "key", "index");

    private ColumnList() {}

    /** Those between the brackets that follow; empty where none do. */
    static List<String> after(String text, int from, boolean declared) {
        int at = from;
        while (at < text.length() && at - from < LONGEST_GAP && "\"'`\\+.]&|<> \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '(') {
            return List.of();
        }
        List<String> columns = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        int depth = 1;
        int end = Math.min(text.length(), at + LONGEST);
        for (int i = at + 1; i < end && depth > 0; i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 || depth == 1 && c == ',') {
                add(columns, item.toString(), declared);
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        return columns;
    }

    /** Those of a list after SELECT: names, functions without their arguments, and numbers. */
    static List<String> selected(String list) {
        List<String> columns = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.length(); i++) {
            char c = i < list.length() ? list.charAt(i) : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == list.length())) {
                String plain = list.substring(start, i)
                        .replaceAll("[\"'`\\\\+\\s]", " ")
                        .strip();
                columns.add(plain.toLowerCase(Locale.ROOT));
                start = i + 1;
            }
        }
        return columns;
    }

    private static void add(List<String> columns, String item, boolean declared) {
        String plain = item.replaceAll("[\"'`\\\\+.&|<>\\[\\]]", " ").strip();
        String[] words = plain.split("\\s+");
        String name = words[declared ? 0 : words.length - 1].toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !(declared && CONSTRAINTS.contains(name))) {
            columns.add(name);
        }
    }
}
