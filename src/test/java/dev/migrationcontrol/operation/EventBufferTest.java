package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventBufferTest {
    private final EventBuffer buffer = new EventBuffer();

    @Test
    void ofTheStatementsOfAStepTheNewestIsKept() {
        for (int i = 1; i <= 30_000; i++) {
            buffer.add(statement(0, i));
        }
        buffer.add(statement(1, 1));
        assertThat(buffer.take().events())
                .extracting(event -> event.body().get("statement"))
                .containsExactly(30_000, 1);
        assertThat(buffer.take().events()).isEmpty();
    }

    @Test
    void anEndedStepSaysMoreThanItsStatements() {
        buffer.add(step(0, Step.State.RUNNING));
        buffer.add(statement(0, 1));
        buffer.add(step(0, Step.State.SUCCEEDED));
        assertThat(buffer.take().events()).extracting(Event::kind).containsExactly(Event.Kind.STEP, Event.Kind.STEP);
    }

    @Test
    void whileNothingCanBeWrittenItHoldsABoundedNumberAndCountsTheRest() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 1_000; i++) {
                buffer.add(notice("x"));
            }
            buffer.giveBack(buffer.take());
        }
        buffer.add(step(0, Step.State.RUNNING));
        EventBuffer.Batch batch = buffer.take();
        assertThat(batch.events()).hasSize(EventBuffer.MOST + 1);
        assertThat(batch.events().get(EventBuffer.MOST).kind()).isEqualTo(Event.Kind.STEP);
        assertThat(batch.dropped()).isEqualTo(10_000 - EventBuffer.MOST);
        assertThat(buffer.take().dropped()).isZero();
    }

    @Test
    void longTextsAreBoundedTogether() {
        String text = "y".repeat(100_000);
        for (int i = 0; i < 100; i++) {
            buffer.add(notice(text));
        }
        EventBuffer.Batch batch = buffer.take();
        assertThat(batch.events().size() * 100_000L).isLessThanOrEqualTo(EventBuffer.MOST_CHARACTERS + 100_000);
        assertThat(batch.dropped() + batch.events().size()).isEqualTo(100);
    }

    @Test
    void whatIsGivenBackComesFirst() {
        buffer.add(notice("a"));
        EventBuffer.Batch batch = buffer.take();
        buffer.add(notice("b"));
        buffer.giveBack(batch);
        assertThat(buffer.take().events())
                .extracting(event -> event.body().get("message"))
                .isEqualTo(List.of("a", "b"));
    }

    private static Event statement(int position, int number) {
        return new Event(Event.Kind.STATEMENT, Instant.EPOCH, Map.of("position", position, "statement", number));
    }

    private static Event step(int position, Step.State state) {
        return new Event(Event.Kind.STEP, Instant.EPOCH, Map.of("position", position, "state", state));
    }

    private static Event notice(String message) {
        return new Event(Event.Kind.NOTICE, Instant.EPOCH, Map.of("position", 0, "message", message));
    }
}
