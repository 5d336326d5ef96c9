package dev.migrationcontrol.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Events that are written together. */
final class EventBatch {
    private EventBatch() {}

    /**
     * Leaves out the statements of steps that end in the same batch: their end says more, and a thousand quick
     * migrations are not ten thousand events.
     */
    static List<Event> condensed(List<Event> events) {
        Map<Object, Integer> ends = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.kind() == Event.Kind.STEP && event.body().get("state") != Step.State.RUNNING) {
                ends.put(Objects.requireNonNull(event.body().get("position")), i);
            }
        }
        return IntStream.range(0, events.size())
                .filter(i -> !isOver(events.get(i), i, ends))
                .mapToObj(events::get)
                .toList();
    }

    private static boolean isOver(Event event, int place, Map<Object, Integer> ends) {
        return event.kind() == Event.Kind.STATEMENT
                && place < ends.getOrDefault(Objects.requireNonNull(event.body().get("position")), -1);
    }
}
