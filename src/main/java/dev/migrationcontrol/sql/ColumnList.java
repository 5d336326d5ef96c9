package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The columns that a CREATE TABLE lists. */
final class ColumnList {
    private ColumnList() {}

    /**
     * The names of the listed columns, table by table: a CREATE SCHEMA may create several. None for a table that has them
     * from elsewhere.
     */
    static List<List<Name>> of(Tokens create) {
        List<List<Name>> tables = new ArrayList<>();
        for (int i = 0; i < create.size(); i++) {
            if (isCreated(create, i)) {
                Name table = Name.at(create, create.skip(i + 1, "IF", "NOT", "EXISTS"));
                int list = table == null ? i : table.end();
                int end = create.skipParentheses(list);
                tables.add(end > list ? names(create.between(list + 1, end - 1)) : List.of());
                i = Math.max(i, end - 1);
            }
        }
        return tables;
    }

    private static List<Name> names(Tokens list) {
        return list.split(',').stream()
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
