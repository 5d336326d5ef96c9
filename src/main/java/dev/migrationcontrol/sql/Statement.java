package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script.
 *
 * @param text from the comments before it to its last character, without the semicolon
 * @param start offset of its first character in the script, comments before it not counted
 * @param end offset after its semicolon, or after its last character
 * @param line of that character, from 1
 * @param column of that character, from 1
 * @param copied the lines that follow a {@code COPY … FROM STDIN}; null for every other statement
 * @param backslashEscapes whether a backslash escapes in its plain strings
 */
public record Statement(
        String text,
        int start,
        int end,
        int line,
        int column,
        @Nullable String copied,
        boolean backslashEscapes) {
    private static final int HEAD = 50;
    private static final int LONGEST = 20_000;
    private static final int MOST_LEADING = 300_000;
    /** In characters. */
    static final int LONGEST_BLOCK = 1 << 20;

    private static final String CUT = " …";

    /** A statement that is known by itself, such as one that a call in code amounts to. */
    public static Statement of(String sql, int line) {
        return new Statement(sql, 0, sql.length(), line, 1, null, false);
    }

    /** Its tokens, without comments; read anew by each call. */
    public Tokens tokens() {
        return Tokens.of(text, backslashEscapes, Integer.MAX_VALUE);
    }

    /** As many of its tokens as are worth being looked at: a statement of more is full of data. */
    Tokens leading() {
        return Tokens.of(text, backslashEscapes, MOST_LEADING);
    }

    /** Its first keyword, in upper case, also after parentheses. */
    public String firstWord() {
        Tokens head = head();
        int at = 0;
        while (head.hasSymbol(at, '(')) {
            at++;
        }
        return head.keyword(at);
    }

    /** Its first tokens. */
    Tokens head() {
        return Tokens.of(text, backslashEscapes, HEAD);
    }

    /** On one line, without comments, in upper case; for statements of few words. */
    public String words() {
        return tokens().plain(LONGEST, CUT).toUpperCase(Locale.ROOT);
    }

    /** The same with empty literals. */
    public String wordsWithoutLiterals() {
        return tokens().withoutLiterals().plain(LONGEST, CUT).toUpperCase(Locale.ROOT);
    }

    /** Whether it changes a setting for longer than its transaction. */
    public boolean setsSession() {
        Tokens head = head();
        if (head.has(0, "SET")) {
            return !head.hasAny(1, "LOCAL", "TRANSACTION", "CONSTRAINTS");
        }
        int call = head.hasSymbol(2, '.') ? 3 : 1;
        return head.has(0, "SELECT")
                && head.has(call, "SET_CONFIG")
                && head.has(head.skipParentheses(call + 1) - 2, "FALSE");
    }

    /** On one line, without comments and data, and cut when it is long. */
    Statement shortened(int linesBefore) {
        String plain = tokens().plain(LONGEST, CUT);
        return new Statement(
                plain, start, end, line + linesBefore, column, copied == null ? null : "", backslashEscapes);
    }

    /** Whether something of it is missing at its end. */
    public boolean isCut() {
        return text.endsWith(CUT);
    }

    /** Whether it is a command of psql. */
    public boolean isMetaCommand() {
        return text.startsWith("\\");
    }

    /** What runs of it at once: its tokens, and those of the statements in the block of a {@code DO}. */
    public List<Tokens> parts() {
        return parts(tokens());
    }

    /** The same as far as it is worth being looked at: not the statements of a block that is longer than any by hand. */
    List<Tokens> leadingParts() {
        return text.length() > LONGEST_BLOCK ? List.of(leading()) : parts(leading());
    }

    private static List<Tokens> parts(Tokens tokens) {
        List<Tokens> parts = new ArrayList<>();
        parts.add(tokens);
        parts.addAll(Block.doneBy(tokens));
        return parts;
    }

    @Override
    public String toString() {
        return line + ": " + text;
    }
}
