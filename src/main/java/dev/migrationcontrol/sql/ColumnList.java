package dev.migrationcontrol.sql;

import java.util.List;
import java.util.stream.Stream;

/** The columns that a CREATE TABLE lists. */
final class ColumnList {
    private ColumnList() {}

    /**
     * The names of the listed columns; none for a table that has them from elsewhere.
     *
     * @param number of the table among those that the statement creates, from 0: a CREATE SCHEMA may create several
     */
    static List<Name> of(Tokens create, int number) {
        int kind = 0;
        for (int left = number; kind < create.size(); kind++) {
            if (isCreated(create, kind) && left-- == 0) {
                break;
            }
        }
        Name table = Name.at(create, create.skip(kind + 1, "IF", "NOT", "EXISTS"));
        if (table == null || !create.hasSymbol(table.end(), '(')) {
            return List.of();
        }
        int end = create.skipParentheses(table.end());
        return create.between(table.end() + 1, end - 1).split(',').stream()
                .filter(element -> !isConstraint(element, 0))
                .flatMap(element -> Stream.ofNullable(Name.at(element, 0)))
                .toList();
    }

    private static boolean isCreated(Tokens create, int kind) {
        boolean created =
                create.has(kind - 1, "CREATE") || create.has(kind - 2, "CREATE") || create.has(kind - 3, "CREATE");
        return created && create.has(kind, "TABLE");
    }

    /** Whether a constraint of a table begins here, or what is copied from another table, and no column. */
    static boolean isConstraint(Tokens tokens, int at) {
        return tokens.hasAny(at, "CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "NOT", "LIKE")
                || (tokens.has(at, "EXCLUDE") && (tokens.has(at + 1, "USING") || tokens.hasSymbol(at + 1, '(')));
    }
}
