package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.Effect.Verb;
import org.jspecify.annotations.Nullable;

/** One action of an ALTER TABLE. */
final class AlterAction {
    private AlterAction() {}

    static Effect effect(Name table, Tokens action) {
        Effect effect = null;
        if (action.has(0, "ADD")) {
            effect = add(table.written(), action);
        } else if (action.has(0, "DROP", "CONSTRAINT")) {
            effect = of(Verb.DROPS, "constraint", action, action.skip(2, "IF", "EXISTS"), table.written());
        } else if (action.has(0, "DROP")) {
            int name = action.skip(action.skip(1, "COLUMN"), "IF", "EXISTS");
            effect = of(Verb.DROPS, "column", action, name, table.written());
        } else if (action.has(0, "RENAME", "TO")) {
            return table(Verb.RENAMES, table);
        } else if (action.has(0, "SET", "SCHEMA")) {
            return table(Verb.MOVES, table);
        } else if (action.has(0, "RENAME") && action.has(action.skip(1, "COLUMN") + 1, "TO")) {
            effect = of(Verb.RENAMES, "column", action, action.skip(1, "COLUMN"), table.written());
        } else if (action.has(0, "ALTER") && !action.has(1, "CONSTRAINT")) {
            effect = of(Verb.ALTERS, "column", action, action.skip(1, "COLUMN"), table.written());
        }
        return effect == null ? table(Verb.ALTERS, table) : effect;
    }

    private static @Nullable Effect add(String table, Tokens action) {
        if (action.has(1, "CONSTRAINT")) {
            return of(Verb.CREATES, "constraint", action, 2, table);
        }
        boolean unnamed = action.hasAny(1, "CHECK", "UNIQUE", "EXCLUDE")
                || action.has(1, "PRIMARY", "KEY")
                || action.has(1, "FOREIGN", "KEY")
                || action.has(1, "NOT", "NULL");
        return unnamed
                ? new Effect(Verb.CREATES, "constraint", "", table)
                : of(
                        Verb.CREATES,
                        "column",
                        action,
                        action.skip(action.skip(1, "COLUMN"), "IF", "NOT", "EXISTS"),
                        table);
    }

    private static Effect table(Verb verb, Name table) {
        return new Effect(verb, "table", table.written(), "", String.join(".", table.folded()));
    }

    private static @Nullable Effect of(Verb verb, String kind, Tokens action, int place, String table) {
        Name name = Name.at(action, place);
        return name == null ? null : new Effect(verb, kind, name.written(), table, String.join(".", name.folded()));
    }
}
