package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.sql.token.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression, which is not read any further.
 *
 * @param text as it is written
 * @param calls the last parts of the names that are followed by a parenthesis, folded
 */
public record Expression(String text, List<String> calls) {
    public Expression {
        calls = List.copyOf(calls);
    }

    static Expression of(Tokens tokens) {
        if (tokens.size() == 0) {
            return new Expression("", List.of());
        }
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < tokens.size() - 1; i++) {
            String name = tokens.name(i);
            if (name != null && tokens.hasSymbol(i + 1, '(')) {
                calls.add(name);
            }
        }
        Token last = tokens.all().get(tokens.size() - 1);
        return new Expression(tokens.text().substring(tokens.all().get(0).start(), last.end()), calls);
    }

    /** Whether it says no more than NULL. */
    public boolean isNull() {
        return text.equalsIgnoreCase("null")
                || text.toLowerCase(java.util.Locale.ROOT).startsWith("null::");
    }
}
