package dev.migrationcontrol.sql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables that statements have made from an empty database on, each with all columns that it can have. Where something
 * may have changed a table in a way that its statement does not say, the table is no longer known: what is missing by this
 * is missing for sure. Schemas do not count; tables of the same name are not known.
 */
public final class KnownTables {
    /** Statements that do what their text does not say. */
    private static final Set<String> RUNNING = Set.of("DO", "CALL", "SELECT", "EXECUTE", "WITH", "IMPORT", "VALUES");

    private static final Set<String> NO_COLUMN =
            Set.of("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "EXCLUDE");

    /** What has no column names of its own that a reader could see. */
    private static final Set<String> BORROWING = Set.of("LIKE", "INHERITS", "OF", "PARTITION");

    private static final int MOST = 20_000;

    /** The columns that each table can have; null where that is not known. */
    private final Map<String, @Nullable Set<String>> tables = new HashMap<>();

    /** Functions that the statements define: a call of one may do anything. */
    private final Set<String> functions = new HashSet<>();

    private boolean bodiesChecked = true;
    private boolean forgot;

    /** A column that a statement names and that its table lacks. */
    public record Missing(String table, String column, Set<String> columns) {}

    public KnownTables() {}

    private KnownTables(KnownTables other) {
        other.tables.forEach((name, columns) -> tables.put(name, columns == null ? null : new TreeSet<>(columns)));
        functions.addAll(other.functions);
        bodiesChecked = other.bodiesChecked;
        forgot = other.forgot;
    }

    public KnownTables copy() {
        return new KnownTables(this);
    }

    /** Something runs that cannot be read. */
    public void forget() {
        tables.replaceAll((name, columns) -> null);
        forgot = true;
    }

    /** @param certain whether the statement surely runs; otherwise it only adds to what there can be */
    public void follow(Statement statement, boolean certain) {
        if (statement.isCut()) {
            forget();
        } else {
            follow(statement.tokens(), certain);
        }
    }

    private void follow(Tokens tokens, boolean certain) {
        String first = tokens.keyword(0);
        if (tokens.has(0, "SET") || tokens.has(0, "RESET")) {
            bodiesChecked &= !tokens.holds("CHECK_FUNCTION_BODIES");
        } else if (RUNNING.contains(first) || first.isEmpty()) {
            run(tokens);
        } else if (first.equals("CREATE")) {
            create(tokens, certain);
        } else if (first.equals("ALTER") && (tokens.has(1, "TABLE") || tokens.has(1, "FOREIGN", "TABLE"))) {
            alter(tokens, certain);
        } else {
            for (Effect effect : new EffectReader(tokens).read()) {
                boolean table = effect.kind().equals("table") || effect.kind().equals("schema");
                if (effect.takesAway() && effect.kind().equals("schema")) {
                    forget();
                } else if (effect.takesAway() && table) {
                    takeAway(Name.last(effect.folded()), certain);
                }
            }
        }
    }

    private void takeAway(String table, boolean certain) {
        if (certain) {
            tables.remove(table);
        } else if (tables.containsKey(table)) {
            tables.put(table, null);
        }
    }

    /** What a block says it does may be done; a query that calls none of the functions here changes no table. */
    private void run(Tokens tokens) {
        WordSequence words = WordSequence.of(tokens);
        boolean query = tokens.hasAny(0, "SELECT", "WITH", "VALUES");
        boolean dynamic = !query && !tokens.has(0, "DO");
        for (int i = 0; i < words.size(); i++) {
            dynamic |= functions.contains(Name.last(words.get(i)))
                    || !query && words.hasAny(i, "EXECUTE", "CALL", "PERFORM", "LANGUAGE");
        }
        if (dynamic) {
            forget();
        } else if (query) {
            int into = tokens.find("INTO", 1);
            Name made = into < 0 ? null : Name.at(tokens, tokens.skip(into + 1, "TABLE"));
            if (made != null) {
                unknown(made);
            }
        } else {
            Block.doneBy(tokens).forEach(each -> follow(each, false));
        }
    }

    private void unknown(Name name) {
        put(last(name), null);
    }

    private void put(String table, @Nullable Set<String> columns) {
        if (tables.size() < MOST) {
            tables.put(table, columns);
        }
    }

    private static String last(Name name) {
        return name.folded().get(name.folded().size() - 1);
    }

    private void create(Tokens tokens, boolean certain) {
        for (Effect effect : new EffectReader(tokens).read()) {
            if (effect.verb() == Effect.Verb.CREATES
                    && List.of("function", "procedure").contains(effect.kind())) {
                functions.add(Name.last(effect.folded()));
            } else if (effect.verb() == Effect.Verb.CREATES && effect.kind().contains("view")) {
                put(Name.last(effect.folded()), null);
            }
        }
        int elements = tokens.has(1, "SCHEMA") ? tokens.find("CREATE", 2) : -1;
        if (elements > 0 || tokens.has(1, "EVENT")) {
            forget();
        }
        int at = 1;
        while (tokens.hasAny(at, "UNLOGGED", "FOREIGN", "TEMP", "TEMPORARY", "GLOBAL", "LOCAL")) {
            at++;
        }
        int place = tokens.skip(at + 1, "IF", "NOT", "EXISTS");
        Name name = tokens.has(at, "TABLE") ? Name.at(tokens, place) : null;
        if (name != null) {
            boolean doubtful = tables.containsKey(last(name))
                    || tokens.hasAny(1, "TEMP", "TEMPORARY", "GLOBAL", "LOCAL")
                    || place > at + 1 && (!certain || forgot);
            put(last(name), doubtful ? null : columns(tokens, name.end()));
        }
    }

    /** The columns of the list that begins here; null where they are not all in it. */
    private static @Nullable Set<String> columns(Tokens tokens, int from) {
        int end = tokens.skipParentheses(from);
        if (end == from) {
            return null;
        }
        for (int i = end; i < tokens.size(); i++) {
            // PARTITION BY follows the list of a table that has all its columns.
            if (tokens.has(i, "INHERITS") || tokens.has(i, "AS")) {
                return null;
            }
        }
        Set<String> columns = new TreeSet<>();
        for (Tokens part : tokens.between(from + 1, end - 1).split(',')) {
            String name = part.name(0);
            if (part.size() == 0) {
                continue;
            }
            if (name == null || BORROWING.contains(part.keyword(0))) {
                return null;
            }
            if (!NO_COLUMN.contains(part.keyword(0))) {
                columns.add(name);
            }
        }
        return columns;
    }

    private void alter(Tokens tokens, boolean certain) {
        int at = tokens.skip(tokens.skip(tokens.has(1, "FOREIGN") ? 3 : 2, "IF", "EXISTS"), "ONLY");
        Name name = Name.at(tokens, at);
        if (name == null || !tables.containsKey(last(name))) {
            return;
        }
        Set<String> columns = tables.get(last(name));
        for (Tokens action : tokens.between(name.end(), tokens.size()).split(',')) {
            if (action.has(0, "RENAME", "TO")) {
                takeAway(last(name), certain);
                Name other = Name.at(action, 2);
                if (other != null) {
                    put(last(other), certain && !tables.containsKey(last(other)) ? columns : null);
                }
            } else if (action.hasAny(0, "INHERIT", "OF")) {
                put(last(name), null);
            } else if (columns != null) {
                alter(columns, action, certain);
            }
        }
    }

    private static void alter(Set<String> columns, Tokens action, boolean certain) {
        if (action.has(0, "ADD") && !NO_COLUMN.contains(action.keyword(1))) {
            String added = action.name(action.skip(action.skip(1, "COLUMN"), "IF", "NOT", "EXISTS"));
            if (added != null) {
                columns.add(added);
            }
        } else if (action.has(0, "DROP") && !action.has(1, "CONSTRAINT")) {
            String dropped = action.name(action.skip(action.skip(1, "COLUMN"), "IF", "EXISTS"));
            if (dropped != null && certain) {
                columns.remove(dropped);
            }
        } else if (action.has(0, "RENAME") && !action.has(1, "CONSTRAINT")) {
            int old = action.skip(1, "COLUMN");
            String was = action.name(old);
            String now = action.has(old + 1, "TO") ? action.name(old + 2) : null;
            if (was != null && now != null) {
                columns.add(now);
                if (certain) {
                    columns.remove(was);
                }
            }
        }
    }

    /** The columns that a statement names though their tables cannot have them. */
    public List<Missing> missing(Statement statement) {
        if (statement.isCut()) {
            return List.of();
        }
        return new ColumnUses(statement.tokens(), bodiesChecked)
                .uses().stream()
                        .filter(use -> isMissing(use.table(), use.column()))
                        .map(use -> new Missing(
                                use.table(), use.column(), Set.copyOf(Objects.requireNonNull(tables.get(use.table())))))
                        .toList();
    }

    private boolean isMissing(String table, String column) {
        Set<String> columns = tables.get(table);
        return columns != null
                && !functions.contains(column)
                && !columns.contains(column)
                && !ColumnUses.OF_EVERY_TABLE.contains(column);
    }

    /** Whether a table of this name is or may be there. */
    public boolean has(String table) {
        return tables.containsKey(table);
    }
}
