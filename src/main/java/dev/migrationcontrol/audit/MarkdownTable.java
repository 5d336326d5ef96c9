package dev.migrationcontrol.audit;

import java.util.ArrayList;
import java.util.List;

/** A table of a Markdown document, bounded in its rows; what comes from a tree cannot break out of its cell. */
final class MarkdownTable {
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private int rows;
    private int left;

    MarkdownTable(int limit, String... columns) {
        this.limit = limit;
        line(List.of(columns));
        text.append("|").append(" --- |".repeat(columns.length)).append('\n');
    }

    MarkdownTable row(String... cells) {
        if (rows++ < limit) {
            List<String> safe = new ArrayList<>();
            for (String cell : cells) {
                safe.add(cell);
            }
            line(safe);
        } else {
            left++;
        }
        return this;
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return left == 0 ? text.toString() : text + "\n… and " + left + " more; the JSON report has all of them.\n";
    }

    /** Text that others wrote, as plain text. */
    static String plain(String text) {
        return text.replaceAll("[\\r\\n\\t]+", " ")
                .replaceAll("\\p{Cntrl}", "")
                .replaceAll("([\\\\|<>*_`\\[\\]#])", "\\\\$1")
                .strip();
    }

    /** Text that others wrote, as code. */
    static String code(String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ")
                .replace("|", "\\|")
                .replace('`', '\'')
                .strip();
        return plain.isEmpty() ? "" : "`" + plain + "`";
    }
}
