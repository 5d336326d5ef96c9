package dev.migrationcontrol.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a picture of a schema says of an object, as text for people; secrets are not shown. */
final class ObjectDefinitions {
    /** What every object has, and what follows from its parts. */
    private static final Set<String> NOT_SAID = Set.of("kind", "owner", Difference.COLUMN_ORDER);

    private static final String SECRET = "one value";
    private static final int LONGEST = 4_000;

    private final SchemaSnapshot snapshot;
    private final Map<String, List<SchemaObject>> parts = new HashMap<>();

    ObjectDefinitions(SchemaSnapshot snapshot) {
        this.snapshot = snapshot;
        for (SchemaObject each : snapshot.thingsOf(snapshot)) {
            if (each.parent() != null) {
                parts.computeIfAbsent(each.parent(), parent -> new ArrayList<>())
                        .add(each);
            }
        }
    }

    /** The whole of it, with its parts, each on a line of its own; null where it is not there. */
    @Nullable
    String whole(SchemaObject thing) {
        Map<String, Aspect> own = snapshot.aspects(thing);
        if (own == null) {
            return null;
        }
        List<String> lines = new ArrayList<>(lines(own));
        for (SchemaObject part : parts.getOrDefault(thing.object(), List.of())) {
            Map<String, Aspect> aspects = Objects.requireNonNull(snapshot.aspects(part));
            lines.add(part.kind() + " " + part.object() + ": " + String.join(", ", lines(aspects)));
        }
        return bounded(lines.isEmpty() ? thing.kind() : String.join("\n", lines));
    }

    /** What it says of some aspects; of one that the object has not, that there is none. */
    String of(SchemaObject thing, List<String> names, String word) {
        Map<String, Aspect> own = Objects.requireNonNull(snapshot.aspects(thing));
        return bounded(names.stream()
                .map(name -> name + ": " + (own.containsKey(name) ? Aspect.shown(name, own.get(name), word) : "none"))
                .collect(Collectors.joining("\n")));
    }

    private static List<String> lines(Map<String, Aspect> aspects) {
        return aspects.entrySet().stream()
                .filter(each -> !NOT_SAID.contains(each.getKey()))
                .map(each -> each.getKey() + ": " + Aspect.shown(each.getKey(), each.getValue(), SECRET))
                .toList();
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
