package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.Effect.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what an ALTER changes. */
final class AlterReader {
    private final Tokens tokens;
    private final ObjectKind kind;
    private final int place;

    private AlterReader(Tokens tokens, ObjectKind kind) {
        this.tokens = tokens;
        this.kind = kind;
        this.place = tokens.skip(tokens.skip(kind.end(), "IF", "EXISTS"), "ONLY");
    }

    static List<Effect> read(Tokens tokens) {
        ObjectKind kind = ObjectKind.at(tokens, 1);
        if (kind == null) {
            boolean privileges = tokens.has(1, "DEFAULT", "PRIVILEGES");
            String other = privileges ? "default privileges" : tokens.keyword(1).toLowerCase(Locale.ROOT);
            return List.of(Effect.of(Verb.ALTERS, other, null, null));
        }
        return new AlterReader(tokens, kind).effects();
    }

    private List<Effect> effects() {
        boolean all = tokens.has(place, "ALL", "IN", "TABLESPACE");
        Name name =
                all ? null : kind.name().equals("operator") ? Name.operatorAt(tokens, place) : Name.at(tokens, place);
        if (name == null) {
            return List.of(Effect.of(Verb.ALTERS, kind.name(), null, null));
        }
        if (kind.name().equals("table")) {
            return table(name);
        }
        List<Effect> effects = new ArrayList<>(List.of(object(name)));
        effects.addAll(partition(name.end()));
        return effects;
    }

    private List<Effect> table(Name name) {
        List<Effect> effects = new ArrayList<>();
        int actions = tokens.hasSymbol(name.end(), '*') ? name.end() + 1 : name.end();
        for (Tokens action : tokens.between(actions, tokens.size()).split(',')) {
            effects.add(AlterAction.effect(name, action));
        }
        effects.addAll(partition(actions));
        return effects;
    }

    /** What is attached or detached changes too. */
    private List<Effect> partition(int action) {
        boolean moves = tokens.hasAny(action, "ATTACH", "DETACH") && tokens.has(action + 1, "PARTITION");
        Name partition = moves ? Name.at(tokens, action + 2) : null;
        return partition == null ? List.of() : List.of(Effect.of(Verb.ALTERS, kind.name(), partition, null));
    }

    /** An object with a name, perhaps after its arguments, or on a table. */
    private Effect object(Name name) {
        int action = tokens.skipParentheses(name.end());
        if (kind.name().startsWith("operator ") && tokens.has(action, "USING")) {
            action += 2;
        }
        Name on = kind.isOnTable() && tokens.has(action, "ON") ? Name.at(tokens, action + 1) : null;
        action = on == null ? action : on.end();
        Verb verb = tokens.has(action, "RENAME", "TO")
                ? Verb.RENAMES
                : tokens.has(action, "SET", "SCHEMA") ? Verb.MOVES : Verb.ALTERS;
        Effect effect = Effect.of(verb, kind.name(), name, on);
        return verb == Verb.ALTERS ? effect : effect.to(tokens.name(action + 2));
    }
}
