package dev.migrationcontrol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The objects that a script takes away, by their names in its text. The server knows what a view depends on but not what
 * a function's body uses, so the texts are what there is to compare.
 */
public final class DroppedObjects {
    private static final Set<String> KINDS = Set.of(
            "table",
            "view",
            "materialized view",
            "function",
            "procedure",
            "routine",
            "aggregate",
            "type",
            "domain",
            "sequence",
            "schema");

    /** The words that must all be used for an object to be used: its name, or its table's and its own. */
    private final List<List<String>> objects = new ArrayList<>();

    private DroppedObjects() {}

    public static DroppedObjects in(String script) {
        DroppedObjects dropped = new DroppedObjects();
        for (Statement statement : ReadScript.of(script).statements()) {
            for (Tokens part : statement.parts()) {
                new EffectReader(part).read().forEach(dropped::add);
            }
        }
        return dropped;
    }

    private void add(Effect effect) {
        if (effect.takesAway() && effect.kind().equals("column")) {
            objects.add(List.of(Name.last(effect.on()), Name.last(effect.name())));
        } else if (effect.takesAway()
                && KINDS.contains(effect.kind())
                && !effect.name().isEmpty()) {
            objects.add(List.of(Name.last(effect.name())));
        }
    }

    /** The name of an object that the text uses, if it uses any. */
    public Optional<String> findUsedIn(String script) {
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        SqlWords used = new SqlWords();
        used.add(script);
        return objects.stream()
                .filter(words -> words.stream().allMatch(used::contain))
                .map(words -> String.join(".", words))
                .findFirst();
    }
}
