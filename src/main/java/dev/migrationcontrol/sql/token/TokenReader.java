package dev.migrationcontrol.sql.token;

import dev.migrationcontrol.sql.token.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script token by token, as PostgreSQL's own lexer does. Every character beyond ASCII is part of a word there, also
 * those that Unicode calls spaces.
 */
public final class TokenReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private int at;
    private boolean backslashEscapes;

    /** @param backslashEscapes whether a backslash escapes in plain strings: {@code standard_conforming_strings} is off */
    public TokenReader(String text, boolean backslashEscapes) {
        this.text = text;
        this.backslashEscapes = backslashEscapes;
    }

    public void escapeByBackslash(boolean escapes) {
        backslashEscapes = escapes;
    }

    /** The offset from which the next token is looked for. */
    public int at() {
        return at;
    }

    public void jumpTo(int offset) {
        at = offset;
    }

    /** Whether a comment begins at an offset. */
    public static boolean isComment(String text, int at) {
        return text.startsWith("--", at) || text.startsWith("/*", at);
    }

    /** The next token; null at the end of the text. */
    public @Nullable Token next() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        if (at >= text.length()) {
            return null;
        }
        int start = at;
        char c = text.charAt(at);
        if (text.startsWith("--", at)) {
            return token(Kind.COMMENT, start, endOfLine(at));
        }
        if (text.startsWith("/*", at)) {
            return blockComment(start);
        }
        return switch (c) {
            case '\'' -> string(start, at, backslashEscapes, false);
            case '"' -> quoted(Kind.QUOTED_IDENTIFIER, start, at, false);
            case '$' -> dollar(start);
            case '\\' -> token(Kind.META_COMMAND, start, endOfLine(at));
            default -> isWordStart(c) ? word(start) : isDigit(c) ? number(start) : token(Kind.SYMBOL, start, at + 1);
        };
    }

    private Token token(Kind kind, int start, int end) {
        at = end;
        return new Token(kind, start, end);
    }

    private Token word(int start) {
        int end = start;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        char next = charAt(end);
        if (end - start == 1 && next == '\'') {
            char prefix = Character.toUpperCase(text.charAt(start));
            if (prefix == 'E') {
                return string(start, end, true, true);
            }
            if ("BXN".indexOf(prefix) >= 0) {
                return string(start, end, prefix == 'N' && backslashEscapes, false);
            }
        }
        if (end - start == 1 && next == '&' && Character.toUpperCase(text.charAt(start)) == 'U') {
            if (charAt(end + 1) == '\'') {
                return string(start, end + 1, false, false);
            }
            if (charAt(end + 1) == '"') {
                return quoted(Kind.QUOTED_IDENTIFIER, start, end + 1, false);
            }
        }
        return token(Kind.WORD, start, end);
    }

    private Token number(int start) {
        int end = start;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return token(Kind.NUMBER, start, end);
    }

    /** @param continues whether a further part after a line break is read with the escapes of the first */
    private Token string(int start, int quote, boolean escapes, boolean continues) {
        Token part = quoted(Kind.STRING, start, quote, escapes);
        while (continues && part.closed()) {
            int next = continuation(part.end());
            if (next < 0) {
                break;
            }
            part = quoted(Kind.STRING, start, next, true);
        }
        return part;
    }

    /** Where a string goes on after a line break, as the SQL standard allows; -1 where it does not. */
    private int continuation(int from) {
        boolean newLine = false;
        int next = from;
        while (next < text.length()) {
            char c = text.charAt(next);
            if (isBlank(c)) {
                newLine |= c == '\n' || c == '\r';
                next++;
            } else if (text.startsWith("--", next)) {
                next = endOfLine(next);
            } else {
                return newLine && c == '\'' ? next : -1;
            }
        }
        return -1;
    }

    private Token quoted(Kind kind, int start, int opening, boolean escapes) {
        char quote = text.charAt(opening);
        int next = opening + 1;
        while (next < text.length()) {
            char c = text.charAt(next);
            if (escapes && c == '\\') {
                next += 2;
            } else if (c != quote) {
                next++;
            } else if (charAt(next + 1) == quote) {
                next += 2;
            } else {
                return token(kind, start, next + 1);
            }
        }
        at = text.length();
        return new Token(kind, start, at, false);
    }

    private Token dollar(int start) {
        int end = start + 1;
        if (isDigit(charAt(end))) {
            return number(start, end);
        }
        String quote = dollarQuote(text, start);
        if (quote == null) {
            return token(Kind.SYMBOL, start, end);
        }
        int closing = text.indexOf(quote, start + quote.length());
        if (closing >= 0) {
            return token(Kind.DOLLAR_STRING, start, closing + quote.length());
        }
        at = text.length();
        return new Token(Kind.DOLLAR_STRING, start, at, false);
    }

    private Token number(int start, int digits) {
        int end = digits;
        while (isDigit(charAt(end))) {
            end++;
        }
        return token(Kind.NUMBER, start, end);
    }

    /** The {@code $tag$} that begins at an offset; null where there is none. */
    static @Nullable String dollarQuote(String text, int start) {
        int end = start + 1;
        while (end < text.length() && text.charAt(end) != '$') {
            char c = text.charAt(end);
            if (!(isWordStart(c) || (isDigit(c) && end > start + 1))) {
                return null;
            }
            end++;
        }
        return end < text.length() ? text.substring(start, end + 1) : null;
    }

    /** PostgreSQL's block comments nest. */
    private Token blockComment(int start) {
        int depth = 0;
        int next = start;
        while (next < text.length()) {
            if (text.startsWith("/*", next)) {
                depth++;
                next += 2;
            } else if (text.startsWith("*/", next)) {
                depth--;
                next += 2;
                if (depth == 0) {
                    return token(Kind.COMMENT, start, next);
                }
            } else {
                next++;
            }
        }
        at = text.length();
        return new Token(Kind.COMMENT, start, at, false);
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private char charAt(int offset) {
        return offset < text.length() ? text.charAt(offset) : '\0';
    }

    public static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000B' || c == BYTE_ORDER_MARK;
    }

    public static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '\u0080' && c != BYTE_ORDER_MARK);
    }

    public static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
