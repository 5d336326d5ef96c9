package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.sql.token.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a CREATE makes. */
final class CreateReader {
    private static final Set<String> WITHOUT_NAME = Set.of("cast", "transform");

    private final Cursor cursor;

    CreateReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** After {@code CREATE}. */
    Command read() {
        boolean replace = cursor.take("OR", "REPLACE");
        cursor.takeAny("GLOBAL", "LOCAL");
        boolean temporary = cursor.takeAny("TEMP", "TEMPORARY");
        boolean unlogged = cursor.take("UNLOGGED");
        boolean unique = cursor.take("UNIQUE");
        cursor.takeAny("CONSTRAINT", "RECURSIVE", "TRUSTED", "PROCEDURAL");
        if (cursor.take("TABLE")) {
            return new TableReader(cursor).table(temporary, unlogged);
        }
        if (cursor.take("INDEX")) {
            return new TableReader(cursor).index(unique);
        }
        if (cursor.isAny("VIEW", "MATERIALIZED")) {
            return view(replace, temporary);
        }
        if (cursor.isAny("FUNCTION", "PROCEDURE", "AGGREGATE")) {
            return routine(replace);
        }
        if (cursor.take("TRIGGER")) {
            String name = cursor.identifier();
            cursor.until("ON");
            cursor.take("ON");
            return new Command.CreateTrigger(name, cursor.name(), replace);
        }
        return object(replace);
    }

    private Command view(boolean replace, boolean temporary) {
        boolean materialized = cursor.take("MATERIALIZED");
        cursor.take("VIEW");
        boolean ifNotExists = cursor.take("IF", "NOT", "EXISTS");
        ObjectName name = cursor.name();
        cursor.moveTo(cursor.tokens().skipParentheses(cursor.at()));
        boolean options = cursor.is("WITH");
        boolean data = materialized && !cursor.rest().holds("WITH", "NO", "DATA");
        return temporary
                ? new Command.CreateOther("temporary view", name, ifNotExists, replace, null)
                : new Command.CreateView(name, replace, materialized, ifNotExists, data, options);
    }

    private Command routine(boolean replace) {
        String kind = cursor.word().toLowerCase(Locale.ROOT);
        ObjectName name = cursor.name();
        cursor.moveTo(cursor.tokens().skipParentheses(cursor.at()));
        Tokens rest = cursor.rest();
        int language = rest.find("LANGUAGE", 0);
        int as = rest.find("AS", 0);
        boolean path = false;
        boolean settings = false;
        for (int i = 0; i < rest.size(); i++) {
            boolean set = rest.has(i, "SET") && !rest.has(i - 1, "BEGIN");
            settings |= set;
            path |= set && "search_path".equals(rest.name(i + 1));
        }
        return new Command.CreateRoutine(
                kind,
                name,
                replace,
                language < 0 ? "" : rest.value(language + 1),
                rest.find("IMMUTABLE", 0) >= 0 || rest.find("STABLE", 0) >= 0 || rest.find("VOLATILE", 0) >= 0,
                rest.holds("SECURITY", "DEFINER"),
                settings,
                path,
                as < 0 ? "" : String.join("\n", literals(rest.between(as + 1, as + 2))));
    }

    private static List<String> literals(Tokens tokens) {
        List<String> all = new ArrayList<>();
        for (Token each : tokens.all()) {
            String raw = each.in(tokens.text());
            if (each.kind() == Token.Kind.DOLLAR_STRING) {
                int quote = raw.indexOf('$', 1) + 1;
                all.add(raw.substring(quote, Math.max(quote, raw.length() - quote)));
            } else if (each.kind() == Token.Kind.STRING) {
                all.add(raw.substring(1, raw.length() - 1).replace("''", "'"));
            }
        }
        return all;
    }

    private Command object(boolean replace) {
        if (cursor.take("POLICY")) {
            return policy();
        }
        if (cursor.take("TYPE")) {
            ObjectName name = cursor.name();
            boolean labels = cursor.take("AS", "ENUM");
            return new Command.CreateType(
                    name, labels ? "enum" : "other", labels ? cursor.rest().literals() : List.of(), false);
        }
        if (cursor.take("DOMAIN")) {
            ObjectName name = cursor.name();
            Tokens rest = cursor.rest();
            boolean checks = rest.find("CHECK", 0) >= 0 || rest.holds("NOT", "NULL");
            return new Command.CreateType(name, "domain", List.of(), checks);
        }
        if (cursor.take("PUBLICATION")) {
            return publication();
        }
        if (cursor.take("EXTENSION")) {
            boolean ifNotExists = cursor.take("IF", "NOT", "EXISTS");
            String name = cursor.identifier();
            Tokens rest = cursor.rest();
            int version = rest.find("VERSION", 0);
            return new Command.CreateExtension(name, ifNotExists, version < 0 ? null : rest.value(version + 1));
        }
        String kind = Kinds.take(cursor);
        if (kind.isEmpty()) {
            throw new Cursor.Unreadable("CREATE " + cursor.peek() + " is not known");
        }
        boolean ifNotExists = cursor.take("IF", "NOT", "EXISTS");
        cursor.take("AUTHORIZATION");
        ObjectName name = WITHOUT_NAME.contains(kind) ? null : cursor.optionalName();
        return new Command.CreateOther(kind, name, ifNotExists, replace, table(kind));
    }

    private @Nullable ObjectName table(String kind) {
        String before = kind.equals("rule") ? "TO" : kind.equals("statistics") ? "FROM" : "";
        if (before.isEmpty()) {
            return null;
        }
        cursor.until(before);
        return cursor.take(before) ? cursor.optionalName() : null;
    }

    private Command policy() {
        String name = cursor.identifier();
        cursor.take("ON");
        ObjectName table = cursor.name();
        boolean permissive = !cursor.take("AS", "RESTRICTIVE");
        Tokens rest = cursor.rest();
        int to = rest.find("TO", 0);
        List<String> roles = new ArrayList<>();
        for (int i = to + 1; to >= 0 && rest.name(i) != null; i += rest.hasSymbol(i + 1, ',') ? 2 : rest.size()) {
            roles.add(String.valueOf(rest.name(i)));
        }
        return new Command.CreatePolicy(name, table, permissive, roles.isEmpty() ? List.of("public") : roles);
    }

    private Command publication() {
        String name = cursor.identifier();
        boolean all = cursor.take("FOR", "ALL", "TABLES");
        List<ObjectName> tables = List.of();
        if (cursor.take("FOR", "TABLE")) {
            tables = cursor.names();
        }
        Tokens rest = cursor.rest();
        boolean changes = rest.literals().stream().allMatch(each -> each.contains("update") || each.contains("delete"));
        return new Command.CreatePublication(name, all, tables, changes);
    }
}
