package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.List;

/**
 * What an exclusion constraint demands: no two rows for which all of these operators hold.
 *
 * @param where the rows that it is about, as SQL; empty for all
 */
public record Exclusion(List<Element> elements, String where) {
    public Exclusion {
        elements = List.copyOf(elements);
    }

    /**
     * A column or an expression, and what two rows are compared with.
     *
     * @param column the name of a column; that of an expression where it is none
     */
    public record Element(String column, String expression, String operator) {
        /** {@code room WITH =} or {@code tsrange(since, until) range_ops WITH &&}. */
        static Element of(Tokens tokens) {
            int end = end(tokens);
            int with = end;
            while (with < tokens.size() && !tokens.has(with, "WITH")) {
                with++;
            }
            if (with >= tokens.size() - 1) {
                throw new Cursor.Unreadable("WITH and an operator are expected");
            }
            String name = tokens.name(0);
            return new Element(
                    end == 1 && name != null ? name : Command.CreateIndex.EXPRESSION,
                    Expression.of(tokens.between(0, end)).text(),
                    Expression.of(tokens.between(with + 1, tokens.size())).text());
        }

        private static int end(Tokens tokens) {
            if (tokens.hasSymbol(0, '(')) {
                return tokens.skipParentheses(0);
            }
            int at = 1;
            while (tokens.hasSymbol(at, '.')) {
                at += 2;
            }
            return tokens.skipParentheses(at);
        }
    }
}
