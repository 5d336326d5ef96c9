package dev.migrationcontrol.sql;

import java.nio.charset.StandardCharsets;

/** An identifier as PostgreSQL folds it in a database in UTF-8. */
final class Identifier {
    private static final int MOST_BYTES = 63;

    private Identifier() {}

    /** Without quotes: letters of ASCII alone become small. */
    static String folded(String word) {
        StringBuilder folded = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return clipped(folded.toString());
    }

    /** @param raw with its quotes, and with U&amp; before them where it has escapes */
    static String unquoted(String raw, char escape) {
        int quote = raw.indexOf('"');
        String name =
                raw.substring(quote + 1, Math.max(quote + 1, raw.length() - 1)).replace("\"\"", "\"");
        return clipped(quote == 0 ? name : unescaped(name, escape));
    }

    private static String unescaped(String name, char escape) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < name.length()) {
            boolean escaped = name.charAt(at) == escape && at + 1 < name.length();
            if (escaped && name.charAt(at + 1) == escape) {
                plain.append(escape);
                at += 2;
            } else if (escaped) {
                boolean wide = name.charAt(at + 1) == '+';
                int from = at + (wide ? 2 : 1);
                int end = from + (wide ? 6 : 4);
                int point = end <= name.length() ? codePoint(name.substring(from, end)) : -1;
                if (point < 0) {
                    return name;
                }
                plain.appendCodePoint(point);
                at = end;
            } else {
                plain.append(name.charAt(at++));
            }
        }
        return plain.toString();
    }

    private static int codePoint(String digits) {
        int point = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            point = point * 16 + digit;
        }
        return Character.isValidCodePoint(point) ? point : -1;
    }

    /** The server cuts a longer name, with a notice. */
    private static String clipped(String name) {
        if (name.length() * 3 <= MOST_BYTES || name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return name;
        }
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int point = name.codePointAt(end);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > MOST_BYTES) {
                break;
            }
            end += Character.charCount(point);
        }
        return name.substring(0, end);
    }
}
