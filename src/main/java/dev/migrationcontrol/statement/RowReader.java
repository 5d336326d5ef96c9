package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads statements on rows. */
final class RowReader {
    private final Cursor cursor;

    RowReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The statement that begins here, of which this is the first word. */
    Command read(String word) {
        return switch (word) {
            case "INSERT" -> insert();
            case "UPDATE" -> {
                cursor.take("ONLY");
                ObjectName table = cursor.name();
                yield new Command.Update(table, cursor.rest().find("WHERE", 0) >= 0);
            }
            case "DELETE" -> {
                cursor.take("FROM");
                cursor.take("ONLY");
                ObjectName table = cursor.name();
                yield new Command.Delete(table, cursor.rest().find("WHERE", 0) >= 0);
            }
            case "MERGE" -> {
                cursor.take("INTO");
                cursor.take("ONLY");
                yield new Command.Merge(cursor.name());
            }
            default -> select();
        };
    }

    private Command insert() {
        cursor.take("INTO");
        ObjectName table = cursor.name();
        if (cursor.take("AS")) {
            cursor.identifier();
        }
        boolean named = cursor.isSymbol('(') && !cursor.tokens().hasAny(cursor.at() + 1, "SELECT", "WITH");
        Tokens columns = Tokens.of("");
        if (named) {
            int end = cursor.tokens().skipParentheses(cursor.at());
            columns = cursor.tokens().between(cursor.at() + 1, end - 1);
            cursor.moveTo(end);
        }
        if (cursor.take("OVERRIDING")) {
            cursor.skip();
            cursor.take("VALUE");
        }
        boolean defaults = cursor.is("DEFAULT", "VALUES");
        boolean query = cursor.isAny("SELECT", "WITH", "TABLE") || cursor.isSymbol('(');
        int at = cursor.at();
        Tokens rest = cursor.rest();
        boolean conflict = rest.holds("ON", "CONFLICT");
        boolean reads = query && rest.find("FROM", 0) >= 0;
        cursor.moveTo(at);
        return new Command.Insert(table, named || defaults, query, reads, conflict, numbers(columns));
    }

    private Map<String, Long> numbers(Tokens columns) {
        Map<String, Long> numbers = new HashMap<>();
        if (columns.size() == 0 || !cursor.take("VALUES")) {
            return numbers;
        }
        List<String> names = columns.split(',').stream()
                .map(each -> String.valueOf(each.name(0)))
                .toList();
        while (cursor.isSymbol('(')) {
            int end = cursor.tokens().skipParentheses(cursor.at());
            List<Tokens> row = cursor.tokens().between(cursor.at() + 1, end - 1).split(',');
            for (int i = 0; i < Math.min(row.size(), names.size()); i++) {
                String value = row.get(i).size() == 1 ? row.get(i).value(0) : "";
                if (value.matches("\\d{1,18}")) {
                    numbers.merge(names.get(i), Long.valueOf(value), Math::max);
                }
            }
            cursor.moveTo(end);
            cursor.take(',');
        }
        return numbers;
    }

    private Command select() {
        Tokens rest = cursor.rest();
        return new Command.Select(Expression.of(rest).calls());
    }

    /** A WITH: the statement after its parts, unless a part changes rows itself. */
    Command with() {
        Tokens tokens = cursor.tokens();
        int depth = 0;
        for (int i = cursor.at(); i < tokens.size(); i++) {
            depth += tokens.hasSymbol(i, '(') ? 1 : tokens.hasSymbol(i, ')') ? -1 : 0;
            if (depth == 0 && tokens.hasAny(i, "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE")) {
                cursor.moveTo(i);
                return read(cursor.word());
            }
        }
        throw new Cursor.Unreadable("a statement is expected after WITH");
    }

    /** What the parts of a WITH do to rows. */
    List<Command> parts() {
        Tokens tokens = cursor.tokens();
        List<Command> parts = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            boolean begins = tokens.hasSymbol(i - 1, '(');
            boolean changes =
                    tokens.has(i, "INSERT", "INTO") || tokens.has(i, "UPDATE") || tokens.has(i, "DELETE", "FROM");
            if (begins && changes) {
                int end = tokens.skipParentheses(i - 1);
                Cursor part = new Cursor(tokens.between(i, end - 1));
                parts.add(new RowReader(part).read(part.word()));
                i = end;
            }
        }
        return parts;
    }
}
