package dev.migrationcontrol.audit.patch;

import java.util.ArrayList;
import java.util.List;

/** Texts as git sees them: a line ends with a line feed, and with nothing else; the last one may lack it. */
final class TextLines {
    private TextLines() {}

    /** Each line with its end. */
    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(from, next));
            from = next;
        }
        return lines;
    }

    /** What a line ends with: nothing at the end of a text without a last line feed. */
    static String end(String line) {
        return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
    }

    static String withoutEnd(String line) {
        return line.substring(0, line.length() - end(line).length());
    }

    /** The blanks that a line begins with. */
    static String indentation(String line) {
        String content = withoutEnd(line);
        return content.substring(0, content.length() - content.stripLeading().length());
    }
}
