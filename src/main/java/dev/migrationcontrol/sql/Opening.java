package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.Token.Kind;
import org.jspecify.annotations.Nullable;

/** What the first tokens of a statement say about where it ends: a {@code COPY} with data, a function with a body of statements. */
final class Opening {
    private final String text;
    private @Nullable Token previous;
    private int words;
    private boolean creates;
    private boolean copies;
    private boolean fromStdin;
    private boolean routine;
    private boolean body;

    Opening(String text) {
        this.text = text;
    }

    void reset() {
        previous = null;
        words = 0;
        creates = false;
        copies = false;
        fromStdin = false;
        routine = false;
        body = false;
    }

    /** Whether a semicolon is part of a body that begins with {@code BEGIN ATOMIC}. */
    boolean isInBody() {
        return body;
    }

    boolean isCopyFromStdin() {
        return fromStdin;
    }

    void follow(Token token, int parentheses) {
        if (parentheses == 0 && token.kind() == Kind.WORD) {
            begin(token);
            fromStdin |= copies && token.isWord(text, "STDIN") && follows("FROM");
            body |= routine && token.isWord(text, "ATOMIC") && follows("BEGIN");
            if (body && token.isWord(text, "END") && endsBody()) {
                body = false;
                routine = false;
            }
        }
        previous = token;
    }

    private void begin(Token token) {
        if (words == 0) {
            creates = token.isWord(text, "CREATE");
            copies = token.isWord(text, "COPY");
        } else if (creates && (token.isWord(text, "FUNCTION") || token.isWord(text, "PROCEDURE"))) {
            routine |= words == 1 || (words == 3 && follows("REPLACE"));
        }
        words++;
    }

    /**
     * Statements of a body end with semicolons, so that the body's own END follows one; the END of a CASE never does, nor a
     * column of that name.
     */
    private boolean endsBody() {
        return follows("ATOMIC") || (previous != null && previous.isSymbol(text, ';'));
    }

    private boolean follows(String word) {
        return previous != null && previous.isWord(text, word);
    }
}
