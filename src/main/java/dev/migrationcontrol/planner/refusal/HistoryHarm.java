package dev.migrationcontrol.planner.refusal;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the statements of a script by which its history would go away, or say something else than what ran. */
final class HistoryHarm {
    private static final Set<String> COLUMNS = Set.of(
            "installed_rank",
            "version",
            "description",
            "type",
            "script",
            "checksum",
            "installed_by",
            "installed_on",
            "execution_time",
            "success");

    private final String schema;
    private final String table;
    private final Set<String> roles;
    private boolean inPath = true;

    private HistoryHarm(HistoryPlace place) {
        this.schema = place.schema();
        this.table = place.table();
        this.roles = place.user() == null
                ? Set.of("current_user", "current_role", "session_user")
                : Set.of("current_user", "current_role", "session_user", place.user());
    }

    /**
     * One harmful statement.
     *
     * @param what it does, after the name of the script
     */
    record Found(int line, String what) {}

    /** The first harmful statement, where the text shows one. */
    static Optional<Found> in(ReadScript script, HistoryPlace place) {
        HistoryHarm harm = new HistoryHarm(place);
        for (Statement statement : script.statements()) {
            if (harm.mayMatter(statement.text())) {
                for (Tokens part : statement.parts()) {
                    harm.followPath(part);
                    String what = harm.of(part);
                    if (what != null) {
                        return Optional.of(new Found(statement.line(), what));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a text can hold such a statement at all: a quick look before it is read. */
    static boolean mayBeIn(String script, HistoryPlace place) {
        return new HistoryHarm(place).mayMatter(script);
    }

    private boolean mayMatter(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains(table.toLowerCase(Locale.ROOT))
                || lower.contains("schema")
                || lower.contains("search_path")
                || lower.contains("owned");
    }

    private @Nullable String of(Tokens tokens) {
        if (tokens.has(0, "DROP")) {
            return dropped(tokens);
        }
        if (tokens.has(0, "ALTER")) {
            return altered(tokens);
        }
        if (tokens.has(0, "TRUNCATE")) {
            return names(tokens, tokens.skip(1, "TABLE")) ? "empties the history table" : null;
        }
        if (tokens.has(0, "COPY")) {
            return isTable(tokens, 1) && tokens.find("FROM", 1) > 0 ? "writes rows into the history table" : null;
        }
        return tokens.hasAny(0, "WITH", "EXPLAIN", "INSERT", "UPDATE", "DELETE", "MERGE") ? changed(tokens) : null;
    }

    private @Nullable String dropped(Tokens tokens) {
        int first = tokens.skip(2, "IF", "EXISTS");
        if (tokens.has(1, "TABLE")) {
            return names(tokens, first) ? "drops the history table" : null;
        }
        if (tokens.has(1, "SCHEMA")) {
            return places(tokens, first).stream().anyMatch(at -> schema.equals(tokens.name(at)))
                    ? "drops the schema of the history"
                    : null;
        }
        if (tokens.has(1, "OWNED", "BY")) {
            return places(tokens, 3).stream().anyMatch(at -> roles.contains(String.valueOf(tokens.name(at))))
                    ? "drops everything that the environment's user owns, the history too"
                    : null;
        }
        return null;
    }

    private @Nullable String altered(Tokens tokens) {
        if (tokens.has(1, "SCHEMA")) {
            return schema.equals(tokens.name(2)) && tokens.has(3, "RENAME")
                    ? "renames the schema of the history"
                    : null;
        }
        int name = tokens.skip(tokens.skip(2, "IF", "EXISTS"), "ONLY");
        if (!tokens.has(1, "TABLE") || !isTable(tokens, name)) {
            return null;
        }
        int action = after(tokens, name);
        if (tokens.has(action, "RENAME", "TO")) {
            return "renames the history table";
        }
        if (tokens.has(action, "SET", "SCHEMA")) {
            return "moves the history table to another schema";
        }
        if (tokens.has(action, "RENAME")) {
            int column = tokens.skip(action + 1, "COLUMN");
            return COLUMNS.contains(String.valueOf(tokens.name(column)))
                    ? "renames a column of the history table"
                    : null;
        }
        return changesColumn(tokens, action) ? "changes a column of the history table" : null;
    }

    private static boolean changesColumn(Tokens tokens, int action) {
        for (int i = action; i < tokens.size(); i++) {
            boolean drops = tokens.has(i, "DROP");
            int column = tokens.skip(tokens.skip(i + 1, "COLUMN"), "IF", "EXISTS");
            boolean known = COLUMNS.contains(String.valueOf(tokens.name(column)));
            boolean retypes = tokens.has(i, "ALTER")
                    && (tokens.has(column + 1, "TYPE") || tokens.has(column + 1, "SET", "DATA", "TYPE"));
            if (known && (drops || retypes)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String changed(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            int target =
                    tokens.has(i, "DELETE", "FROM") || tokens.has(i, "INSERT", "INTO") || tokens.has(i, "MERGE", "INTO")
                            ? i + 2
                            : tokens.has(i, "UPDATE") ? i + 1 : -1;
            if (target > 0 && isTable(tokens, tokens.skip(target, "ONLY"))) {
                return "changes rows of the history table";
            }
        }
        return null;
    }

    private boolean names(Tokens tokens, int first) {
        return places(tokens, first).stream().anyMatch(at -> isTable(tokens, tokens.skip(at, "ONLY")));
    }

    /** Where each name of a list begins. */
    private static List<Integer> places(Tokens tokens, int first) {
        List<Integer> places = new ArrayList<>(List.of(first));
        for (int i = first; i < tokens.size(); i++) {
            if (tokens.hasSymbol(i, ',')) {
                places.add(i + 1);
            }
        }
        return places;
    }

    private boolean isTable(Tokens tokens, int at) {
        if (tokens.hasSymbol(at + 1, '.')) {
            return schema.equals(tokens.name(at)) && table.equals(tokens.name(at + 2));
        }
        return inPath && table.equals(tokens.name(at));
    }

    private static int after(Tokens tokens, int name) {
        int next = tokens.hasSymbol(name + 1, '.') ? name + 3 : name + 1;
        return tokens.hasSymbol(next, '*') ? next + 1 : next;
    }

    /** A script may name the history without its schema as long as the search path holds that. */
    private void followPath(Tokens tokens) {
        int name = tokens.hasAny(1, "SESSION", "LOCAL") ? 2 : 1;
        if (tokens.has(0, "RESET") && tokens.hasAny(1, "SEARCH_PATH", "ALL")) {
            inPath = true;
        } else if (tokens.has(0, "SET") && tokens.has(name, "SEARCH_PATH")) {
            inPath = tokens.has(name + 2, "DEFAULT") || holdsSchema(tokens, name + 2);
        } else if (tokens.has(0, "SET") && tokens.has(name, "SCHEMA")) {
            inPath = holdsSchema(tokens, name + 1);
        } else if (tokens.has(0, "SELECT")) {
            for (int i = 1; i < tokens.size(); i++) {
                if (tokens.has(i, "SET_CONFIG") && tokens.value(i + 2).equals("search_path")) {
                    inPath = tokens.value(i + 4).contains(schema.toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private boolean holdsSchema(Tokens tokens, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (Objects.equals(tokens.name(i), schema) || tokens.value(i).equals(schema.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
