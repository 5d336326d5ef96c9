package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what ALTER and DROP do to objects. */
final class ObjectReader {
    private static final Set<String> RELATIONS =
            Set.of("table", "view", "index", "materialized view", "sequence", "foreign table");

    private final Cursor cursor;

    ObjectReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** After {@code DROP}. */
    Command drop() {
        String kind = requireKind("DROP");
        if (kind.equals("owned") || kind.equals("cast") || kind.equals("transform") || kind.equals("user mapping")) {
            return new Command.AlterOther("dropped " + kind, null);
        }
        boolean concurrently = cursor.take("CONCURRENTLY");
        boolean ifExists = cursor.take("IF", "EXISTS");
        if (kind.startsWith("operator")) {
            return new Command.Drop(
                    kind, List.of(), null, ifExists, false, cursor.rest().holds("CASCADE"));
        }
        List<ObjectName> names = cursor.names();
        ObjectName on = cursor.take("ON") ? cursor.name() : null;
        return new Command.Drop(kind, names, on, ifExists, concurrently, cursor.is("CASCADE"));
    }

    private String requireKind(String verb) {
        String kind = Kinds.take(cursor);
        if (kind.isEmpty()) {
            throw new Cursor.Unreadable(verb + " " + cursor.peek() + " is not known");
        }
        return kind;
    }

    /** After {@code ALTER}. */
    Command alter() {
        String kind = requireKind("ALTER");
        if (kind.equals("system") || kind.equals("default privileges") || kind.startsWith("operator")) {
            return new Command.AlterOther(kind, null);
        }
        boolean ifExists = cursor.take("IF", "EXISTS");
        if (cursor.is("ALL", "IN", "TABLESPACE")) {
            return new Command.AlterOther(kind, null);
        }
        boolean only = cursor.take("ONLY");
        ObjectName name = cursor.name();
        cursor.take('*');
        if (RELATIONS.contains(kind) && !kind.equals("sequence")) {
            return new Command.AlterTable(kind, name, ifExists, only, ActionReader.read(cursor.rest()));
        }
        cursor.moveTo(cursor.tokens().skipParentheses(cursor.at()));
        @Nullable ObjectName on = cursor.take("ON") ? cursor.name() : null;
        if (cursor.take("RENAME", "TO")) {
            return new Command.Rename(kind, name, on, cursor.identifier());
        }
        if (cursor.take("SET", "SCHEMA")) {
            return new Command.Move(kind, name, cursor.identifier());
        }
        return switch (kind) {
            case "type" -> type(name);
            case "domain" -> domain(name);
            default -> new Command.AlterOther(kind, name, on);
        };
    }

    private Command type(ObjectName name) {
        if (cursor.take("ADD", "VALUE")) {
            boolean ifNotExists = cursor.take("IF", "NOT", "EXISTS");
            return new Command.AddValue(name, literal(cursor.rest(), 0), ifNotExists);
        }
        if (cursor.take("RENAME", "VALUE")) {
            Tokens rest = cursor.rest();
            return new Command.RenameValue(name, literal(rest, 0), literal(rest, 1));
        }
        return new Command.AlterOther("type", name);
    }

    private static String literal(Tokens tokens, int number) {
        List<String> literals = tokens.literals();
        return number < literals.size() ? literals.get(number) : "";
    }

    private Command domain(ObjectName name) {
        boolean notNull = cursor.is("SET", "NOT", "NULL");
        String action = notNull ? "SET NOT NULL" : cursor.word();
        return new Command.AlterDomain(name, action, cursor.rest().holds("NOT", "VALID"));
    }
}
