package dev.migrationcontrol.audit.patch;

import java.nio.charset.StandardCharsets;

/** The name of a file as git writes it into a patch: in quotes where it needs them. */
final class GitPath {
    private static final String ESCAPED = "\u0007\b\t\n\u000B\f\r\"\\";
    private static final String LETTERS = "abtnvfr\"\\";

    private GitPath() {}

    /** @param path with its side, such as {@code a/src/x} */
    static String quoted(String path) {
        StringBuilder name = new StringBuilder();
        boolean quotes = false;
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            int code = each & 0xFF;
            int escape = ESCAPED.indexOf(code);
            if (escape >= 0) {
                name.append('\\').append(LETTERS.charAt(escape));
            } else if (code < ' ' || code > '~') {
                name.append('\\')
                        .append((char) ('0' + (code >> 6)))
                        .append((char) ('0' + (code >> 3 & 7)))
                        .append((char) ('0' + (code & 7)));
            } else {
                name.append((char) code);
                continue;
            }
            quotes = true;
        }
        return quotes ? "\"" + name + "\"" : name.toString();
    }

    /** As in a line that begins with {@code ---} or {@code +++}: a tabulator says where a name with blanks ends. */
    static String inHeader(String path) {
        String quoted = quoted(path);
        return quoted.startsWith("\"") || path.indexOf(' ') < 0 ? quoted : quoted + "\t";
    }
}
