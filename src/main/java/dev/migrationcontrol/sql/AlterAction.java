package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.Effect.Verb;
import org.jspecify.annotations.Nullable;

/** One action of an ALTER TABLE. */
final class AlterAction {
    private final Name table;
    private final Tokens action;

    private AlterAction(Name table, Tokens action) {
        this.table = table;
        this.action = action;
    }

    static Effect effect(Name table, Tokens action) {
        Effect effect = new AlterAction(table, action).effect();
        return effect == null ? Effect.of(Verb.ALTERS, "table", table, null) : effect;
    }

    private @Nullable Effect effect() {
        if (action.has(0, "ADD")) {
            return added();
        }
        if (action.has(0, "DROP", "CONSTRAINT")) {
            return part(Verb.DROPS, "constraint", action.skip(2, "IF", "EXISTS"));
        }
        if (action.has(0, "DROP")) {
            return part(Verb.DROPS, "column", action.skip(action.skip(1, "COLUMN"), "IF", "EXISTS"));
        }
        if (action.has(0, "SET", "SCHEMA")) {
            return Effect.of(Verb.MOVES, "table", table, null).to(action.name(2));
        }
        if (action.has(0, "RENAME")) {
            return renamed();
        }
        boolean column = action.has(0, "ALTER") && !action.has(1, "CONSTRAINT");
        return column ? part(Verb.ALTERS, "column", action.skip(1, "COLUMN")) : null;
    }

    private @Nullable Effect renamed() {
        if (action.has(1, "TO")) {
            return Effect.of(Verb.RENAMES, "table", table, null).to(action.name(2));
        }
        boolean constraint = action.has(1, "CONSTRAINT");
        Effect effect = constraint
                ? part(Verb.RENAMES, "constraint", 2)
                : part(Verb.RENAMES, "column", action.skip(1, "COLUMN"));
        int to = action.find("TO", 2);
        return effect == null || to < 0 ? null : effect.to(action.name(to + 1));
    }

    private @Nullable Effect added() {
        if (action.has(1, "CONSTRAINT")) {
            return part(Verb.CREATES, "constraint", 2);
        }
        return ColumnList.isConstraint(action, 1)
                ? Effect.of(Verb.CREATES, "constraint", null, table)
                : part(Verb.CREATES, "column", action.skip(action.skip(1, "COLUMN"), "IF", "NOT", "EXISTS"));
    }

    private @Nullable Effect part(Verb verb, String kind, int place) {
        Name name = Name.at(action, place);
        return name == null ? null : Effect.of(verb, kind, name, table);
    }
}
