package dev.migrationcontrol.sql.token;

/**
 * One token of a script.
 *
 * @param start offset of its first character
 * @param end offset after its last character
 * @param closed whether its end was found before the end of the text
 */
public record Token(Kind kind, int start, int end, boolean closed) {
    /** What a token can be. */
    public enum Kind {
        /** A keyword or an identifier without quotes. */
        WORD,
        QUOTED_IDENTIFIER,
        STRING,
        DOLLAR_STRING,
        /** A number, or a parameter such as {@code $1}. */
        NUMBER,
        SYMBOL,
        COMMENT,
        /** What ends a statement in the place of a semicolon. */
        DELIMITER,
        /** A backslash with the rest of its line: SQL has none, psql takes it as a command of its own. */
        META_COMMAND
    }

    public Token(Kind kind, int start, int end) {
        this(kind, start, end, true);
    }

    /** Its characters. */
    public String in(String text) {
        return text.substring(start, end);
    }

    public boolean isSymbol(String text, char symbol) {
        return kind == Kind.SYMBOL && text.charAt(start) == symbol;
    }

    public boolean isWord(String text, String word) {
        return kind == Kind.WORD
                && end - start == word.length()
                && text.regionMatches(true, start, word, 0, word.length());
    }
}
