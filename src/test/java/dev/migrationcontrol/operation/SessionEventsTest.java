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

    @Test
    void thePresentLocksAreInTheProgressUntilTheNextStatement() {
        run.planned(MemoryRun.steps(2));
        session.waitsFor(sessions(IntStream.range(0, 30).toArray()));
        session.blocks(sessions(8, 9), Duration.ofSeconds(2));
        Progress.Locks seen = run.takeChanges().progress().locks();
        assertThat(seen.waitsFor()).hasSize(20);
        assertThat(seen.waitsFor().get(7)).isEqualTo(new Progress.Session(7, "app", "shop", "active", Instant.EPOCH));
        assertThat(seen.blocked()).isEqualTo(2);
        assertThat(seen.longestWait()).isEqualTo(Duration.ofSeconds(2));
        run.statementStarted(0, 1, 2, false);
        assertThat(run.takeChanges().progress().locks()).isNull();
        session.blocks(sessions(8, 9), Duration.ofSeconds(2));
        assertThat(run.takeChanges().progress().locks().waitsFor()).isEmpty();
    }

    @Test
    void whatWasSeenTooLongAgoIsNotPresent() {
        Instant seenAt = Instant.parse("2026-01-31T10:00:00Z");
        Progress progress = new Progress(0, 1, null, new Progress.Locks(seenAt, List.of(), 1, Duration.ofSeconds(1)));
        assertThat(progress.at(seenAt.plusSeconds(9)).locks()).isNotNull();
        assertThat(progress.at(seenAt.plusSeconds(11)).locks()).isNull();
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
