package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run that are not written yet; bounded, for the control database may be away for hours. Of the
 * statements of a step the newest alone is kept, and none once the step has ended: thirty thousand quick statements are
 * a few events.
 */
final class EventBuffer {
    static final int MOST = 2_000;
    static final long MOST_CHARACTERS = 2_000_000;

    /** Steps and remarks have room when nothing else has any more. */
    private static final int ROOM_FOR_STEPS = 10;

    private static final int OVERHEAD = 100;

    private final Map<Long, Event> events = new LinkedHashMap<>();
    private final Map<Object, Long> statements = new HashMap<>();
    private long characters;
    private long next;
    private long dropped;

    /**
     * Events that are taken out to be written.
     *
     * @param dropped how many more there were, for which there was no room
     */
    record Batch(List<Event> events, long dropped) {}

    void add(Event event) {
        Object position = event.body().get("position");
        if (position != null && isLaterThanStatement(event)) {
            remove(statements.remove(position));
        }
        if (!hasRoomFor(event)) {
            dropped++;
            return;
        }
        if (event.kind() == Event.Kind.STATEMENT) {
            statements.put(Objects.requireNonNull(position), next);
        }
        events.put(next++, event);
        characters += size(event);
    }

    Batch take() {
        Batch batch = new Batch(List.copyOf(events.values()), dropped);
        clear();
        dropped = 0;
        return batch;
    }

    /** Takes back what could not be written; it is older than what is here. */
    void giveBack(Batch batch) {
        List<Event> newer = new ArrayList<>(events.values());
        clear();
        batch.events().forEach(this::add);
        newer.forEach(this::add);
        dropped += batch.dropped();
    }

    private void clear() {
        events.clear();
        statements.clear();
        characters = 0;
    }

    private static boolean isLaterThanStatement(Event event) {
        return event.kind() == Event.Kind.STATEMENT
                || event.kind() == Event.Kind.STEP && event.body().get("state") != Step.State.RUNNING;
    }

    private boolean hasRoomFor(Event event) {
        int factor = event.kind() == Event.Kind.STEP || event.kind() == Event.Kind.REMARK ? ROOM_FOR_STEPS : 1;
        return events.size() < MOST * factor && characters < MOST_CHARACTERS * factor;
    }

    private void remove(@Nullable Long number) {
        Event gone = number == null ? null : events.remove(number);
        if (gone != null) {
            characters -= size(gone);
        }
    }

    private static long size(Event event) {
        return OVERHEAD
                + event.body().values().stream()
                        .mapToLong(value -> String.valueOf(value).length())
                        .sum();
    }
}
