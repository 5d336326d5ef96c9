package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.OtherSession;
import dev.migrationcontrol.engine.ServerProgress;
import dev.migrationcontrol.engine.SessionListener;
import dev.migrationcontrol.operation.state.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sessions of a target are looked at several times a second; what is as it was makes no event each time. */
class SessionEventsTest {
    private final OperationRun run = new MemoryRun().first();
    private final SessionListener session = run.session();

    @Test
    void aLockIsAnEventWhenTheSessionsThatHoldItChange() {
        session.waitsFor(sessions(7));
        session.waitsFor(sessions(7));
        session.waitsFor(sessions(7, 8));
        session.waitsFor(sessions(8, 7));
        session.waitsFor(sessions(8));
        assertThat(events())
                .extracting(event -> event.body().keySet().iterator().next())
                .containsExactly("waitsFor", "waitsFor", "waitsFor");
    }

    @Test
    void whoWaitsForUsIsAnotherMatterThanWhomWeWaitFor() {
        session.waitsFor(sessions(7));
        session.blocks(sessions(7), Duration.ofSeconds(2));
        session.blocks(sessions(7), Duration.ofSeconds(3));
        List<Event> events = events();
        assertThat(events).extracting(Event::kind).containsExactly(Event.Kind.LOCK, Event.Kind.LOCK);
        assertThat(events.get(1).body()).containsEntry("sessions", 1).containsEntry("longestWait", "PT2S");
    }

    @Test
    void manySessionsAreCountedAndTwentyDescribed() {
        session.blocks(sessions(IntStream.range(0, 500).toArray()), Duration.ofSeconds(1));
        Event event = events().get(0);
        assertThat(event.body()).containsEntry("sessions", 500);
        assertThat((List<?>) event.body().get("blocks")).hasSize(20);
    }

    @Test
    void progressIsAnEventWhenItIsAnotherOne() {
        ServerProgress half = new ServerProgress("CREATE INDEX", "building index", "orders", 50);
        session.progressed(half);
        session.progressed(new ServerProgress("CREATE INDEX", "building index", "orders", 50));
        session.progressed(new ServerProgress("CREATE INDEX", "building index", "orders", 51));
        assertThat(events()).extracting(event -> event.body().get("percent")).containsExactly(50, 51);
    }

    private List<Event> events() {
        return Objects.requireNonNull(run.takeChanges()).events().events();
    }

    private static List<OtherSession> sessions(int... pids) {
        return Arrays.stream(pids)
                .mapToObj(pid -> new OtherSession(pid, "app", "shop", "active", Instant.EPOCH))
                .toList();
    }
}
