package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a script.
 *
 * @param text from the comments before it to its last character, without the semicolon
 * @param start offset of its first character in the script, comments before it not counted
 * @param line of that character, from 1
 * @param column of that character, from 1
 * @param copied the lines that follow a {@code COPY … FROM STDIN}; null for every other statement
 * @param backslashEscapes whether a backslash escapes in its plain strings
 */
public record Statement(
        String text,
        int start,
        int line,
        int column,
        @Nullable String copied,
        boolean backslashEscapes) {

    /** Its tokens, without comments; read anew by each call. */
    public Tokens tokens() {
        List<Token> tokens = new ArrayList<>();
        TokenReader reader = new TokenReader(text, backslashEscapes);
        for (Token token = reader.next(); token != null; token = reader.next()) {
            if (token.kind() != Token.Kind.COMMENT) {
                tokens.add(token);
            }
        }
        return new Tokens(text, tokens);
    }

    /** What runs of it at once: its tokens, and those of the statements in the block of a {@code DO}. */
    public List<Tokens> parts() {
        List<Tokens> parts = new ArrayList<>();
        Tokens tokens = tokens();
        parts.add(tokens);
        parts.addAll(Block.doneBy(tokens));
        return parts;
    }

    @Override
    public String toString() {
        return line + ": " + text;
    }
}
