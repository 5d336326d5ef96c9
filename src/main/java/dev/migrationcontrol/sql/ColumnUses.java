package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that a statement names of tables; only where there is no doubt that a name is a column of that table. */
final class ColumnUses {
    static final Set<String> OF_EVERY_TABLE = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid", "oid");

    private final Tokens tokens;
    private final boolean bodiesChecked;
    private final List<Use> uses = new ArrayList<>();

    record Use(String table, String column) {}

    /** @param bodiesChecked whether the server looks into the bodies of functions */
    ColumnUses(Tokens tokens, boolean bodiesChecked) {
        this.tokens = tokens;
        this.bodiesChecked = bodiesChecked;
    }

    List<Use> uses() {
        switch (tokens.keyword(0)) {
            case "ALTER" -> alter();
            case "COMMENT" -> comment();
            case "INSERT" -> insert(tokens);
            case "UPDATE" -> update(tokens);
            case "CREATE" -> create();
            default -> {}
        }
        return uses;
    }

    private void add(Name table, @Nullable String column) {
        if (column != null) {
            uses.add(new Use(table.folded().get(table.folded().size() - 1), column));
        }
    }

    private void alter() {
        if (!tokens.has(1, "TABLE") || tokens.has(2, "IF", "EXISTS")) {
            return;
        }
        Name table = Name.at(tokens, tokens.skip(2, "ONLY"));
        if (table == null) {
            return;
        }
        List<Tokens> actions = tokens.between(table.end(), tokens.size()).split(',');
        Set<String> added = new HashSet<>();
        for (Tokens action : actions) {
            String name = action.name(action.skip(action.skip(1, "COLUMN"), "IF", "NOT", "EXISTS"));
            if (action.has(0, "ADD") && name != null) {
                added.add(name);
            }
        }
        for (Tokens action : actions) {
            boolean column = action.hasAny(0, "DROP", "ALTER", "RENAME")
                    && !action.hasAny(1, "CONSTRAINT", "TO")
                    && !action.has(action.skip(1, "COLUMN"), "IF", "EXISTS");
            String name = column ? action.name(action.skip(1, "COLUMN")) : null;
            if (name != null && !added.contains(name)) {
                add(table, name);
            }
        }
    }

    private void comment() {
        Name name = tokens.has(1, "ON", "COLUMN") ? Name.at(tokens, 3) : null;
        if (name != null && name.folded().size() > 1) {
            List<String> parts = name.folded();
            uses.add(new Use(parts.get(parts.size() - 2), parts.get(parts.size() - 1)));
        }
    }

    private void insert(Tokens statement) {
        Name table = statement.has(1, "INTO") ? Name.at(statement, 2) : null;
        if (table == null) {
            return;
        }
        int open = statement.has(table.end(), "AS") ? table.end() + 2 : table.end();
        int end = statement.skipParentheses(open);
        if (end == open || statement.hasAny(open + 1, "SELECT", "WITH", "VALUES", "TABLE")) {
            return;
        }
        statement.between(open + 1, end - 1).split(',').forEach(part -> add(table, part.name(0)));
    }

    private void update(Tokens statement) {
        Name table = Name.at(statement, statement.skip(1, "ONLY"));
        int set = statement.find("SET", 1);
        if (table == null || set < 0) {
            return;
        }
        int end = statement.size();
        for (String word : List.of("FROM", "WHERE", "RETURNING")) {
            int found = statement.find(word, set);
            end = found > 0 ? Math.min(end, found) : end;
        }
        for (Tokens part : statement.between(set + 1, end).split(',')) {
            if (part.hasSymbol(1, '=')) {
                add(table, part.name(0));
            }
        }
    }

    private void create() {
        int kind = tokens.skip(tokens.skip(1, "OR", "REPLACE"), "UNIQUE");
        if (tokens.has(kind, "INDEX")) {
            index();
        } else if (tokens.hasAny(kind, "VIEW") || tokens.has(kind, "MATERIALIZED", "VIEW")) {
            int as = tokens.find("AS", kind);
            if (as > 0) {
                new QueryColumns(tokens.between(as + 1, tokens.size()), Set.of()).addTo(uses);
            }
        } else if (bodiesChecked && tokens.has(kind, "FUNCTION")) {
            body(kind);
        }
    }

    private void index() {
        int on = tokens.find("ON", 2);
        Name table = on < 0 ? null : Name.at(tokens, tokens.skip(on + 1, "ONLY"));
        if (table == null) {
            return;
        }
        int open = tokens.has(table.end(), "USING") ? table.end() + 2 : table.end();
        int end = tokens.skipParentheses(open);
        for (Tokens part : tokens.between(open + 1, Math.max(open + 1, end - 1)).split(',')) {
            boolean plain = part.size() == 1 || !part.hasSymbol(1, '(') && !part.hasSymbol(1, '.') && part.size() <= 4;
            if (plain && !part.hasSymbol(0, '(')) {
                add(table, part.name(0));
            }
        }
    }

    /** The server reads the body of an SQL function when it is made. */
    private void body(int kind) {
        Name name = Name.at(tokens, kind + 1);
        if (name == null || !tokens.hasSymbol(name.end(), '(')) {
            return;
        }
        int end = tokens.skipParentheses(name.end());
        int language = tokens.find("LANGUAGE", end);
        int as = tokens.find("AS", end);
        if (language < 0 || as < 0 || !tokens.value(language + 1).equals("sql")) {
            return;
        }
        String text = as + 1 < tokens.size() ? Block.content(tokens, as + 1) : null;
        if (text == null) {
            return;
        }
        Set<String> own = new HashSet<>(name.folded());
        for (int i = name.end() + 1; i < end; i++) {
            addName(own, tokens, i);
        }
        for (int i = end; i < as; i++) {
            addName(own, tokens, i);
        }
        for (Statement each : ReadScript.of(text).statements()) {
            Tokens statement = each.tokens();
            if (statement.has(0, "INSERT")) {
                insert(statement);
            } else if (statement.has(0, "UPDATE")) {
                update(statement);
            }
            new QueryColumns(statement, own).addTo(uses);
            // What a statement before it makes is not there yet when the body is read, and may hide what is.
            if (statement.hasAny(0, "CREATE", "ALTER", "DROP", "SET")) {
                return;
            }
        }
    }

    private static void addName(Set<String> names, Tokens tokens, int at) {
        String name = tokens.name(at);
        if (name != null) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /** The places of names by their aliases: one that is used twice is no one's. */
    static Map<String, String> aliases(List<String[]> pairs) {
        Map<String, String> aliases = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (String[] pair : pairs) {
            String other = aliases.put(pair[0], pair[1]);
            if (other != null && !other.equals(pair[1])) {
                twice.add(pair[0]);
            }
        }
        aliases.keySet().removeAll(twice);
        return aliases;
    }
}
