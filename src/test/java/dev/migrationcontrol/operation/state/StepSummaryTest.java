package dev.migrationcontrol.operation.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.operation.state.Step.Direction;
import dev.migrationcontrol.operation.state.Step.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepSummaryTest {
    @Test
    void onlyWhatSucceededIsDoneAndAllElseIsLeft() {
        List<Step> steps = List.of(
                step(1, State.SUCCEEDED),
                step(2, State.FAILED),
                step(3, State.RUNNING),
                step(4, State.NOT_RUN),
                step(5, State.PENDING));
        assertThat(StepSummary.done(steps)).isEqualTo("1 of 5 steps");
        assertThat(StepSummary.left(steps)).isEqualTo("V2.sql, V3.sql, V4.sql, V5.sql");
    }

    @Test
    void manyNamesAreCutAfterFive() {
        assertThat(StepSummary.left(pending(5))).isEqualTo("V1.sql, V2.sql, V3.sql, V4.sql, V5.sql");
        assertThat(StepSummary.left(pending(6))).isEqualTo("V1.sql, V2.sql, V3.sql, V4.sql, V5.sql and 1 more");
        assertThat(StepSummary.left(pending(3_000)))
                .endsWith("V5.sql and 2995 more")
                .hasSizeLessThan(60);
    }

    @Test
    void whatWasCancelledBeforeItBeganNeedsNoAdvice() {
        Failure failure = StepSummary.cancelled(List.of(), null);
        assertThat(failure.reason()).isEqualTo("cancelled");
        assertThat(failure.message()).isEqualTo("The operation was cancelled before anything was run.");
        assertThat(failure.hint()).isNull();
    }

    @Test
    void aScriptThatWasCutIsNamedWithWhatStaysOfIt() {
        Failure cut = new Failure(
                "cancelled",
                "V2.sql",
                3,
                17,
                "57014",
                "canceling statement",
                "the server's hint",
                "Everything was rolled back.");
        Failure failure = StepSummary.cancelled(List.of(step(1, State.SUCCEEDED), step(2, State.FAILED)), cut);
        assertThat(failure.message()).isEqualTo("The operation was cancelled after 1 of 2 steps. Not run: V2.sql.");
        assertThat(failure)
                .extracting(Failure::step, Failure::statement, Failure::line, Failure::sqlState, Failure::effect)
                .containsExactly("V2.sql", 3, 17, "57014", "Everything was rolled back.");
        assertThat(failure.hint()).startsWith("The completed steps stay");
    }

    private static List<Step> pending(int count) {
        return new ArrayList<>(IntStream.rangeClosed(1, count)
                .mapToObj(number -> step(number, State.PENDING))
                .toList());
    }

    private static Step step(int version, State state) {
        String name = Integer.toString(version);
        return new Step(name, "step", "V" + name + ".sql", Direction.UP, state, null, null, null);
    }
}
