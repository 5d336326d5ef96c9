package dev.migrationcontrol.audit.patch;

import java.util.List;
import java.util.Locale;

/**
 * A text file that a patch may change.
 *
 * @param lines each with its end
 */
record TreeFile(String path, List<String> lines, boolean executable) {
    TreeFile {
        lines = List.copyOf(lines);
    }

    String text() {
        return String.join("", lines);
    }

    /** A line, from 1, without its end. */
    String line(int number) {
        return number < 1 || number > lines.size() ? "" : TextLines.withoutEnd(lines.get(number - 1));
    }

    /** What its lines end with, judged by the first. */
    String lineEnd() {
        return lines.isEmpty() || !lines.get(0).endsWith("\r\n") ? "\n" : "\r\n";
    }

    String extension() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
