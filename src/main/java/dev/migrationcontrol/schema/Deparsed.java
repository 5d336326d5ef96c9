package dev.migrationcontrol.schema;

import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.sql.token.Token;

/**
 * What PostgreSQL makes of an expression. {@code status IN ('a', 'b')} on a varchar column is printed with one cast of the
 * array; once that text has been read again, by a dump and its restore, the casts are at the elements (seen in 15 to 18).
 * Both mean the same.
 */
final class Deparsed {
    private final Tokens tokens;
    private final StringBuilder settled = new StringBuilder();

    private Deparsed(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The form that the text keeps however often it is read again. */
    static String settled(String text) {
        return text.contains("(ARRAY[") ? new Deparsed(Tokens.of(text)).settled() : text;
    }

    private String settled() {
        String text = tokens.text();
        int written = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int end = endOfArray(i);
            if (end > 0) {
                settled.append(text, written, start(i)).append("ARRAY[");
                elements(i + 3);
                settled.append(']');
                written = end(end - 1);
                i = end - 1;
            }
        }
        return settled.append(text, written, text.length()).toString();
    }

    /** The place after an array of literals, each cast, that is cast as a whole and begins here; 0 where none does. */
    private int endOfArray(int from) {
        if (!tokens.hasSymbol(from, '(') || !tokens.has(from + 1, "ARRAY") || !tokens.hasSymbol(from + 2, '[')) {
            return 0;
        }
        int at = from + 2;
        do {
            at = endOfElement(at + 1);
        } while (at > 0 && tokens.hasSymbol(at, ','));
        boolean ends = at > 0 && tokens.hasSymbol(at, ']') && tokens.hasSymbol(at + 1, ')') && isCast(at + 2);
        boolean texts =
                ends && tokens.has(at + 4, "TEXT") && tokens.hasSymbol(at + 5, '[') && tokens.hasSymbol(at + 6, ']');
        return texts ? at + 7 : 0;
    }

    /** The place after a literal and its cast; 0 where there is none. */
    private int endOfElement(int at) {
        boolean literal = at < tokens.size() && tokens.all().get(at).kind() == Token.Kind.STRING;
        if (!literal || !isCast(at + 1)) {
            return 0;
        }
        return tokens.has(at + 3, "CHARACTER", "VARYING") ? at + 5 : tokens.has(at + 3, "BPCHAR") ? at + 4 : 0;
    }

    private boolean isCast(int at) {
        return tokens.hasSymbol(at, ':') && tokens.hasSymbol(at + 1, ':');
    }

    private void elements(int first) {
        int at = first;
        int end = endOfElement(at);
        while (end > 0) {
            settled.append(at == first ? "(" : ", (")
                    .append(tokens.text(), start(at), end(end - 1))
                    .append(")::text");
            at = end + 1;
            end = tokens.hasSymbol(end, ',') ? endOfElement(at) : 0;
        }
    }

    private int start(int at) {
        return tokens.all().get(at).start();
    }

    private int end(int at) {
        return tokens.all().get(at).end();
    }
}
