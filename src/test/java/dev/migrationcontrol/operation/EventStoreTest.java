package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.NumberedEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whoever follows an operation asks for what comes after a number, so numbers have no gaps and never come late. */
class EventStoreTest extends ControlTest {
    private final EventStore events = new EventStore(control.pool(), JSON);

    @Test
    void numbersGoOnFromOneTransactionToTheNextInTheOrderOfTheEvents() throws SQLException {
        UUID id = running(List.of());
        append(id, remark("a"), remark("b"));
        append(id);
        append(id, remark("c"));
        assertThat(events.after(id, 0, 10))
                .extracting(NumberedEvent::number, NumberedEvent::kind, NumberedEvent::body)
                .containsExactly(
                        tuple(1L, "REMARK", "{\"message\": \"a\"}"),
                        tuple(2L, "REMARK", "{\"message\": \"b\"}"),
                        tuple(3L, "REMARK", "{\"message\": \"c\"}"));
    }

    @Test
    void aCursorAndALimitCutOutThePartThatIsAskedFor() throws SQLException {
        UUID id = running(List.of());
        UUID other = running(List.of());
        append(id, IntStream.range(0, 250).mapToObj(i -> remark("e" + i)).toArray(Event[]::new));
        append(other, remark("of another operation"));
        assertThat(events.after(id, 100, 100))
                .extracting(NumberedEvent::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(101, 200).boxed().toList());
        assertThat(events.after(id, 249, 100)).hasSize(1);
        assertThat(events.after(id, 250, 100)).isEmpty();
        assertThat(events.after(other, 0, 100))
                .extracting(NumberedEvent::number)
                .containsExactly(1L);
    }

    @Test
    void numbersOfATransactionThatWasRolledBackAreUsedByTheNext() throws SQLException {
        UUID id = running(List.of());
        ControlDatabase.inTransaction(
                control.pool(),
                connection -> {
                    events.append(connection, id, List.of(remark("lost")));
                    return false;
                },
                keep -> keep);
        append(id, remark("kept"));
        assertThat(events.after(id, 0, 10))
                .singleElement()
                .satisfies(event -> assertThat(event.number()).isOne())
                .satisfies(event -> assertThat(event.body()).contains("kept"));
    }

    @Test
    void manyWritersLeaveNoGapAndNothingTwice() throws Exception {
        UUID id = running(List.of());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "w" + writer;
                writers.add(() -> {
                    for (int i = 0; i < 25; i++) {
                        append(id, remark(name + i), remark(name + i + "b"));
                    }
                    return null;
                });
            }
            for (Future<Void> end : threads.invokeAll(writers)) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
        List<NumberedEvent> all = events.after(id, 0, 1_000);
        assertThat(all)
                .extracting(NumberedEvent::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(all).extracting(NumberedEvent::body).doesNotHaveDuplicates();
    }

    @Test
    void anOperationThatIsGoneTakesNoEvents() {
        UUID nobody = UUID.randomUUID();
        append(nobody, remark("too late"));
        assertThat(events.after(nobody, 0, 10)).isEmpty();
    }

    private void append(UUID id, Event... added) {
        ControlDatabase.inTransaction(control.pool(), connection -> {
            events.append(connection, id, List.of(added));
            return true;
        });
    }

    private static Event remark(String message) {
        return new Event(Event.Kind.REMARK, Instant.EPOCH, Map.of("message", message));
    }
}
