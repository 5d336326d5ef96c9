package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.operation.state.Step.State;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an attempt writes counts as long as it is the last one; of one that was overtaken nothing is written. */
class RunStoreTest extends ControlTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Failure FAILURE =
            new Failure("statement-failed", "V2__step.sql", 2, 17, "22012", "division by zero", null, "Nothing stays.");

    private final EventStore events = new EventStore(control.pool(), JSON);
    private final StepStore steps = new StepStore(JSON);
    private final RunStore runs = new RunStore(control.pool(), steps, events, Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void aPlanIsReadAsItWasStored() throws SQLException {
        UUID id = running(List.of());
        List<PlannedStep> plan = List.of(
                new PlannedStep("1", "it's \"one\", {2}", "V1__one.sql", Step.Direction.UP, 4, -5, 0),
                new PlannedStep(null, "view", "R__view.sql", Step.Direction.UP, 5, null, 0),
                new PlannedStep("1", "one", "U1__one.sql", Step.Direction.DOWN, 6, 7, 0));
        assertThat(runs.storePlan(id, 1, plan)).isTrue();
        assertThat(runs.plan(id)).isEqualTo(plan);
        assertThat(read(id)).isEqualTo(plan.stream().map(PlannedStep::pending).toList());
    }

    @Test
    void anAttemptThatWasOvertakenStoresNoPlanAndNoStatement() throws SQLException {
        UUID id = running(MemoryRun.steps(2));
        execute("UPDATE operation SET attempt = 2 WHERE id = '" + id + "'");
        assertThat(runs.storePlan(id, 1, MemoryRun.steps(3))).isFalse();
        assertThat(runs.storeOutsideStatement(id, 1, 0, 4)).isFalse();
        assertThat(runs.plan(id)).isEqualTo(MemoryRun.steps(2));
        assertThat(runs.storeOutsideStatement(id, 2, 0, 4)).isTrue();
        assertThat(runs.plan(id)).extracting(PlannedStep::outsideStatement).containsExactly(4, 0);
        assertThat(read(id)).extracting(Step::state).containsExactly(State.RUNNING, State.PENDING);
    }

    @Test
    void whatChangedIsWrittenAtItsPositionsAndNowhereElse() throws SQLException {
        UUID id = running(MemoryRun.steps(3));
        Step begun = MemoryRun.steps(3).get(1).pending().begun(NOON);
        Step failed = begun.failed(Duration.ofMillis(1_234), FAILURE);
        Progress progress = new Progress(1, 3, new Progress.Current("2", "V2__step.sql", 2, 5, null, null), null);
        runs.update(id, 1, changes(List.of(1), List.of(failed), progress, 0));
        assertThat(read(id))
                .containsExactly(
                        MemoryRun.steps(3).get(0).pending(),
                        failed,
                        MemoryRun.steps(3).get(2).pending());
        assertThat(reader().find(id).orElseThrow().progress()).isEqualTo(progress);
    }

    @Test
    void anAttemptThatWasOvertakenChangesNoStepAndTellsNothing() throws SQLException {
        UUID id = running(MemoryRun.steps(1));
        execute("UPDATE operation SET attempt = 2 WHERE id = '" + id + "'");
        Step done = MemoryRun.steps(1).get(0).pending().begun(NOON).succeeded(Duration.ZERO);
        runs.update(id, 1, changes(List.of(0), List.of(done), new Progress(1, 1, null, null), 0));
        assertThat(read(id)).extracting(Step::state).containsExactly(State.PENDING);
        assertThat(reader().find(id).orElseThrow().progress()).isNull();
        assertThat(events.after(id, 0, 10)).isEmpty();
    }

    @Test
    void eventsForWhichThereWasNoRoomAreCountedInOneMore() throws SQLException {
        UUID id = running(List.of());
        runs.update(id, 1, changes(List.of(), List.of(), new Progress(0, 0, null, null), 17));
        assertThat(events.after(id, 0, 10))
                .hasSize(2)
                .last()
                .satisfies(event -> assertThat(event.body()).contains("\"dropped\": 17", "the steps are complete"))
                .satisfies(event -> assertThat(event.at()).isEqualTo(NOON));
    }

    /** A death counts at the step where the next attempt goes on, once, and only if a step had been begun. */
    @Test
    void aDeathIsCountedAtTheStepThatTheNextAttemptBeginsWith() throws SQLException {
        UUID id = running(MemoryRun.steps(2));
        execute("UPDATE operation SET attempt = 2, unplaced_death = true WHERE id = '" + id + "'");
        assertThat(runs.begin(id, 1, 1)).as("overtaken").isZero();
        assertThat(runs.begin(id, 2, 1)).isEqualTo(1);
        assertThat(runs.begin(id, 2, 1)).as("counted already").isEqualTo(1);
        assertThat(runs.begin(id, 2, 0)).isZero();
        execute("UPDATE operation SET attempt = 3, unplaced_death = true WHERE id = '" + id + "'");
        assertThat(runs.begin(id, 3, 1)).isEqualTo(2);
    }

    private static OperationRun.Changes changes(
            List<Integer> positions, List<Step> changed, Progress progress, long dropped) {
        Event event = new Event(Event.Kind.REMARK, NOON.truncatedTo(ChronoUnit.SECONDS), Map.of("message", "m"));
        return new OperationRun.Changes(positions, changed, progress, new EventBuffer.Batch(List.of(event), dropped));
    }

    private List<Step> read(UUID id) {
        return ControlDatabase.call(control.pool(), connection -> steps.read(connection, id));
    }

    private OperationReader reader() {
        return new OperationReader(control.pool(), steps, JSON);
    }
}
