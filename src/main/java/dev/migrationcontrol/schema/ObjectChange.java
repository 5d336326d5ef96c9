package dev.migrationcontrol.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object that is on one side alone, or is another one there.
 *
 * @param expected what is expected of it, as text; of an object of both only what differs. Null where nothing is
 * @param actual the same of what is there
 */
public record ObjectChange(
        String object,
        String kind,
        Change change,
        @Nullable String expected,
        @Nullable String actual) {
    /** What happened to it. */
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** Of all objects that differ in more than the order of columns, in their order. */
    static List<ObjectChange> between(SchemaSnapshot actual, SchemaSnapshot expected) {
        ObjectDefinitions one = new ObjectDefinitions(actual);
        ObjectDefinitions two = new ObjectDefinitions(expected);
        List<ObjectChange> changes = new ArrayList<>();
        for (SchemaObject thing : actual.thingsOf(expected)) {
            boolean here = actual.aspects(thing) != null;
            boolean there = expected.aspects(thing) != null;
            if (here && there) {
                List<String> aspects = actual.differing(thing, expected).stream()
                        .filter(each -> !each.equals(Difference.COLUMN_ORDER))
                        .toList();
                if (!aspects.isEmpty()) {
                    changes.add(new ObjectChange(
                            thing.object(),
                            thing.kind(),
                            Change.CHANGED,
                            two.of(thing, aspects, "another value"),
                            one.of(thing, aspects, "one value")));
                }
            } else if (actual.counts(thing, expected)) {
                changes.add(new ObjectChange(
                        thing.object(),
                        thing.kind(),
                        here ? Change.ADDED : Change.REMOVED,
                        two.whole(thing),
                        one.whole(thing)));
            }
        }
        return changes;
    }
}
