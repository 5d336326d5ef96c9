package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what makes tables and indexes. */
final class TableReader {
    private final Cursor cursor;

    TableReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** After {@code CREATE … TABLE}. */
    Command table(boolean temporary, boolean unlogged) {
        boolean ifNotExists = cursor.take("IF", "NOT", "EXISTS");
        ObjectName name = cursor.name();
        List<Column> columns = new ArrayList<>();
        List<TableConstraint> constraints = new ArrayList<>();
        ObjectName partitionOf = null;
        boolean copies = false;
        boolean isDefault = false;
        if (cursor.take("PARTITION", "OF")) {
            partitionOf = cursor.name();
            cursor.moveTo(cursor.tokens().skipParentheses(cursor.at()));
            isDefault = cursor.is("DEFAULT");
        } else if (cursor.take("OF")) {
            cursor.name();
        } else if (cursor.isSymbol('(')) {
            copies = elements(cursor.parentheses(), columns, constraints);
        }
        Tokens rest = cursor.rest();
        int as = rest.find("AS", 0);
        boolean query = as >= 0 && partitionOf == null && !rest.hasSymbol(as - 1, '(');
        return new Command.CreateTable(
                name,
                ifNotExists,
                temporary || "pg_temp".equals(name.schema()),
                unlogged,
                columns,
                constraints,
                partitionOf,
                isDefault,
                rest.find("PARTITION", 0) >= 0 && rest.has(rest.find("PARTITION", 0) + 1, "BY"),
                query,
                query && !rest.holds("WITH", "NO", "DATA"),
                copies || rest.has(0, "INHERITS"),
                inherited(rest));
    }

    private static List<ObjectName> inherited(Tokens rest) {
        Cursor cursor = new Cursor(rest);
        return cursor.take("INHERITS") && cursor.isSymbol('(') ? new Cursor(cursor.parentheses()).names() : List.of();
    }

    /** @return whether it takes columns from another table */
    private static boolean elements(Tokens list, List<Column> columns, List<TableConstraint> constraints) {
        boolean copies = false;
        for (Tokens each : list.split(',')) {
            ColumnReader reader = new ColumnReader(new Cursor(each));
            if (each.size() == 0) {
                continue;
            }
            if (each.has(0, "LIKE")) {
                copies = true;
            } else if (reader.isConstraint()) {
                constraints.add(reader.tableConstraint());
            } else {
                columns.add(reader.column());
            }
        }
        return copies;
    }

    /** After {@code CREATE [UNIQUE] INDEX}. */
    Command index(boolean unique) {
        boolean concurrently = cursor.take("CONCURRENTLY");
        boolean ifNotExists = cursor.take("IF", "NOT", "EXISTS");
        @Nullable String name = cursor.is("ON") ? null : cursor.identifier();
        if (!cursor.take("ON")) {
            throw new Cursor.Unreadable("ON is expected");
        }
        boolean only = cursor.take("ONLY");
        ObjectName table = cursor.name();
        String method = cursor.take("USING") ? cursor.identifier() : "btree";
        List<String> columns = cursor.columnNames();
        boolean partial = cursor.rest().find("WHERE", 0) >= 0;
        return new Command.CreateIndex(name, table, only, unique, concurrently, ifNotExists, method, columns, partial);
    }
}
