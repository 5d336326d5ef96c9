package dev.migrationcontrol.bench;

import java.util.List;

/** The figures as Markdown, as they come. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    /** Begins a table. */
    void table(String title, List<String> columns) {
        System.out.println(title);
        line("\n**" + title + "**\n");
        row(columns);
        row(columns.stream().map(column -> "---").toList());
    }

    void row(List<String> cells) {
        String row = "| " + String.join(" | ", cells) + " |";
        System.out.println(row);
        line(row);
    }

    String text() {
        return text.toString();
    }
}
