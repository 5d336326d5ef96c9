package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.Effect.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects of a schema that a script creates, changes and drops, in the order of its statements and each change once.
 * Temporary objects, rows, roles and other things of the whole server are no part of it.
 *
 * @param leftOut how many further changes there are
 * @param unseen how many statements may change objects without naming them, such as a block with dynamic SQL
 */
public record ScriptObjects(List<Change> changes, int leftOut, int unseen) {
    private static final int MOST = 2000;

    private static final Set<String> NOT_IN_A_SCHEMA = Set.of(
            "role",
            "user",
            "group",
            "database",
            "tablespace",
            "subscription",
            "system",
            "large",
            "objects owned by",
            "default privileges",
            "rows",
            "");

    public ScriptObjects {
        changes = List.copyOf(changes);
    }

    /** What happens to an object. */
    public enum Action {
        CREATED,
        CHANGED,
        RENAMED,
        /** It is put into another schema. */
        MOVED,
        DROPPED
    }

    /**
     * One change of one object. Names are as PostgreSQL folds them, with the schema where the statement says it; a part of
     * a name that holds a dot or a quote is quoted.
     *
     * @param kind such as {@code table}, {@code column} or {@code materialized view}
     * @param name empty where the server makes it up
     * @param table to which a column, constraint, index, trigger, policy or rule belongs; empty for other kinds
     * @param to the new name or the new schema; empty where it keeps them
     * @param line of the statement, from 1
     */
    public record Change(Action action, String kind, String name, String table, String to, int line) {
        private Change at(int other) {
            return new Change(action, kind, name, table, to, other);
        }
    }

    public static ScriptObjects of(ReadScript script) {
        return of(script.statements());
    }

    public static ScriptObjects of(List<Statement> statements) {
        return new Reading().of(statements);
    }

    /** The changes of a kind of object. */
    public List<Change> of(String kind) {
        return changes.stream().filter(each -> each.kind().equals(kind)).toList();
    }

    /** Goes through the statements of a script. */
    private static final class Reading {
        private final Map<Change, Integer> lines = new LinkedHashMap<>();
        private final Set<String> temporary = new HashSet<>();
        private int leftOut;
        private int unseen;

        ScriptObjects of(List<Statement> statements) {
            for (Statement statement : statements) {
                List<Tokens> parts = statement.leadingParts();
                for (int i = 0; i < parts.size(); i++) {
                    // In a block INTO fills a variable.
                    if (i == 0 || parts.get(i).hasAny(0, "CREATE", "ALTER", "DROP")) {
                        take(parts.get(i), statement.line());
                    }
                }
            }
            List<Change> changes = new ArrayList<>();
            lines.forEach((change, line) -> changes.add(change.at(line)));
            return new ScriptObjects(changes, leftOut, unseen);
        }

        private void take(Tokens part, int line) {
            Iterator<List<Name>> tables = ColumnList.of(part).iterator();
            for (Effect effect : new EffectReader(part).read()) {
                if (effect.verb() == Verb.OTHER || effect.verb() == Verb.WRITES) {
                    if (effect.kind().equals(Effect.TEMPORARY)) {
                        temporary.add(effect.folded());
                    }
                    unseen += effect.changesSchema() ? 1 : 0;
                } else if (!isOutside(effect)) {
                    add(effect, line);
                    if (effect.verb() == Verb.CREATES && effect.kind().equals("table") && tables.hasNext()) {
                        columns(effect, tables.next(), line);
                    }
                }
            }
        }

        private boolean isOutside(Effect effect) {
            return NOT_IN_A_SCHEMA.contains(effect.kind())
                    || isTemporary(effect.folded())
                    || isTemporary(effect.foldedOn());
        }

        private boolean isTemporary(String name) {
            return name.startsWith("pg_temp.") || temporary.contains(name);
        }

        private void add(Effect effect, int line) {
            Action action = switch (effect.verb()) {
                case CREATES -> Action.CREATED;
                case DROPS -> Action.DROPPED;
                case RENAMES -> Action.RENAMED;
                case MOVES -> Action.MOVED;
                default -> Action.CHANGED;
            };
            add(new Change(action, effect.kind(), effect.folded(), effect.foldedOn(), effect.to(), 0), line);
        }

        private void columns(Effect table, List<Name> columns, int line) {
            columns.forEach(
                    column -> add(new Change(Action.CREATED, "column", column.whole(), table.folded(), "", 0), line));
        }

        private void add(Change change, int line) {
            if (lines.size() < MOST || lines.containsKey(change)) {
                lines.putIfAbsent(change, line);
            } else {
                leftOut++;
            }
        }
    }
}
