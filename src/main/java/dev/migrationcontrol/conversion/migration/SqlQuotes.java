package dev.migrationcontrol.conversion.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where literals, quoted names, dollar quotes and comments of a script end. */
public final class SqlQuotes {
    private static final Pattern DOLLAR = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private SqlQuotes() {}

    /**
     * The offset after what begins at {@code at}; {@code at} itself where none of them begins there.
     *
     * @param backslashes whether every literal has escapes, as with {@code standard_conforming_strings = off}
     */
    public static int end(String text, int at, boolean backslashes) {
        char c = text.charAt(at);
        if (c == '\'') {
            return quoted(text, at, backslashes || isEscaping(text, at));
        }
        if (c == '"') {
            return quoted(text, at, false);
        }
        if (c == '$') {
            return dollarQuoted(text, at);
        }
        if (text.startsWith("--", at)) {
            int line = text.indexOf('\n', at);
            return line < 0 ? text.length() : line;
        }
        return text.startsWith("/*", at) ? comment(text, at) : at;
    }

    /** Whether what begins and ends at these offsets is ended by its own sign, rather than by the end of the script. */
    static boolean isClosed(String text, int from, int to, boolean backslashes) {
        if (to < text.length() || text.startsWith("--", from)) {
            return true;
        }
        // A script that goes on would be read further, if its last sign did not close it.
        return end(text + ' ', from, backslashes) == to;
    }

    static boolean isComment(String text, int at) {
        return text.startsWith("--", at) || text.startsWith("/*", at);
    }

    static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static boolean isEscaping(String text, int quote) {
        return quote > 0
                && "eE".indexOf(text.charAt(quote - 1)) >= 0
                && (quote == 1 || !isPartOfWord(text.charAt(quote - 2)));
    }

    private static int quoted(String text, int from, boolean escapes) {
        char quote = text.charAt(from);
        int at = from + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (escapes && c == '\\') {
                at += 2;
            } else if (c != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return text.length();
    }

    private static int dollarQuoted(String text, int from) {
        Matcher opening = DOLLAR.matcher(text).region(from, text.length());
        boolean inWord = from > 0 && isPartOfWord(text.charAt(from - 1));
        if (inWord || !opening.lookingAt()) {
            return from;
        }
        int closing = text.indexOf(opening.group(), opening.end());
        return closing < 0 ? text.length() : closing + opening.group().length();
    }

    /** PostgreSQL's block comments nest. */
    private static int comment(String text, int from) {
        int at = from;
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        return Math.min(at, text.length());
    }
}
