package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block of PL/pgSQL, as far as the statements in it can be seen without knowing its grammar. */
final class Block {
    private Block() {}

    /** The statements of the block that a {@code DO} runs; none where the statement is no {@code DO}. */
    static List<Tokens> doneBy(Tokens statement) {
        if (!statement.has(0, "DO")) {
            return List.of();
        }
        for (int i = 1; i < statement.size(); i++) {
            String text = content(statement, i);
            if (text != null && !statement.has(i - 1, "LANGUAGE")) {
                return statements(text);
            }
        }
        return List.of();
    }

    /** What a literal holds; null where there is none. */
    static @Nullable String content(Tokens tokens, int at) {
        Token token = tokens.all().get(at);
        String raw = token.in(tokens.text());
        if (!token.closed()) {
            return null;
        }
        if (token.kind() == Token.Kind.STRING) {
            String text = raw.substring(raw.indexOf('\'') + 1, raw.length() - 1).replace("''", "'");
            return "eE".indexOf(raw.charAt(0)) < 0
                    ? text
                    : text.replaceAll("\\\\[nrt]", "\n").replaceAll("(?s)\\\\(.)", "$1");
        }
        if (token.kind() != Token.Kind.DOLLAR_STRING) {
            return null;
        }
        int quote = raw.indexOf('$', 1) + 1;
        return raw.substring(quote, raw.length() - quote);
    }

    /** What is at the places where a statement can begin, each up to its semicolon. */
    static List<Tokens> statements(String text) {
        Tokens all = Tokens.of(text);
        List<Tokens> statements = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.hasSymbol(i, ';')) {
                statements.add(all.between(begin, i));
                begin = i + 1;
            } else if (all.hasAny(i, "BEGIN", "THEN", "ELSE", "LOOP")) {
                begin = i + 1;
            }
        }
        statements.add(all.between(begin, all.size()));
        return statements;
    }
}
