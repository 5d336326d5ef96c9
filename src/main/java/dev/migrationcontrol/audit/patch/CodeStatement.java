package dev.migrationcontrol.audit.patch;

import java.util.List;

/**
 * A statement of a program with the lines that it takes.
 *
 * @param text on one line, without the semicolon at its end
 */
record CodeStatement(int first, int last, String text) {
    private static final int MOST_LINES = 60;

    /** The statement that begins at a line: it goes on while brackets are open, and where the next line begins with a dot. */
    static CodeStatement at(EditedFile file, int line) {
        StringBuilder text = new StringBuilder(file.before(line).strip());
        int last = line;
        while (last < file.lines()
                && last - line < MOST_LINES
                && (depth(text) > 0 || text.toString().endsWith("\\") || continues(file.before(last + 1)))) {
            last++;
            if (text.toString().endsWith("\\")) {
                text.setLength(text.length() - 1);
            }
            text.append(' ').append(file.before(last).strip());
        }
        String whole = text.toString().strip();
        return new CodeStatement(
                line,
                last,
                whole.endsWith(";") ? whole.substring(0, whole.length() - 1).strip() : whole);
    }

    private static boolean continues(String next) {
        String content = next.strip();
        return content.startsWith(".") || content.startsWith("->") || content.startsWith("?.");
    }

    /** How many round and square brackets are open at the end; those in quotes do not count. */
    private static int depth(CharSequence text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quote != 0) {
                quote = letter == quote && text.charAt(i - 1) != '\\' ? 0 : quote;
            } else if (letter == '"' || letter == '\'' && !isLifetime(text, i) || letter == '`') {
                quote = letter;
            } else if (letter == '(' || letter == '[') {
                depth++;
            } else if (letter == ')' || letter == ']') {
                depth--;
            }
        }
        return quote == 0 ? depth : 0;
    }

    private static boolean isLifetime(CharSequence text, int at) {
        return at > 0 && (text.charAt(at - 1) == '&' || text.charAt(at - 1) == '<');
    }

    /** Where a chain of members and calls that begins at a place ends. */
    static int endOfChain(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (Words.isPart(letter)
                    || letter == '.'
                    || letter == '?'
                    || letter == '!'
                    || letter == ':' && next(text, at) == ':') {
                at += letter == ':' ? 2 : 1;
            } else if (letter == '-' && next(text, at) == '>') {
                at += 2;
            } else if (letter == '(' || letter == '[') {
                int close = close(text, at);
                if (close < 0) {
                    return at;
                }
                at = close + 1;
            } else {
                return at;
            }
        }
        return at;
    }

    private static char next(String text, int at) {
        return at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    }

    private static int close(String text, int open) {
        for (int end = open + 1; end <= text.length(); end++) {
            if (")]".indexOf(text.charAt(end - 1)) >= 0 && depth(text.substring(open, end)) == 0) {
                return end - 1;
            }
        }
        return -1;
    }

    /** The line of the bracket that ends a block which begins at the end of a line; 0 where it has none. */
    static int endOfBlock(EditedFile file, int line) {
        int depth = 0;
        for (int each = line; each <= file.lines() && each - line < MOST_LINES; each++) {
            for (char letter : file.before(each).toCharArray()) {
                depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
            }
            if (depth == 0) {
                return each;
            }
        }
        return 0;
    }

    /** All names of its code. */
    List<String> names() {
        return List.copyOf(Words.names(text));
    }
}
