package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.engine.RunAborted;
import dev.migrationcontrol.engine.StopSignal.Why;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.operation.state.Step.State;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationRunTest {
    private static final Failure FAILURE = Failure.of("statement-failed", "it failed", null);

    private final MemoryRun memory = new MemoryRun();

    @Test
    void whatChangedIsTakenOnceAndOnlyThat() {
        OperationRun run = planned(3);
        assertThat(changes(run).positions()).isEmpty();
        run.stepStarted(0);
        run.stepSucceeded(0, Duration.ofMillis(7));
        run.stepStarted(1);
        OperationRun.Changes changes = changes(run);
        assertThat(changes.positions()).containsExactly(0, 1);
        assertThat(changes.steps()).extracting(Step::state).containsExactly(State.SUCCEEDED, State.RUNNING);
        assertThat(changes.steps().get(0).duration()).isEqualTo(Duration.ofMillis(7));
        assertThat(changes.progress()).isEqualTo(new Progress(1, 3, null, null));
        assertThat(run.takeChanges()).isNull();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenAsItIsThenAndItsEventsFirst() {
        OperationRun run = planned(2);
        run.stepStarted(0);
        OperationRun.Changes lost = changes(run);
        run.stepSucceeded(0, Duration.ZERO);
        run.returnChanges(lost);
        OperationRun.Changes changes = changes(run);
        assertThat(changes.positions()).containsExactly(0);
        assertThat(changes.steps()).extracting(Step::state).containsExactly(State.SUCCEEDED);
        assertThat(changes.events().events())
                .extracting(event -> event.body().get("state"))
                .containsExactly(State.RUNNING, State.SUCCEEDED);
    }

    @Test
    void theRunningStatementIsTheProgressUntilItsStepEnds() {
        OperationRun run = planned(1);
        run.progressed("before anything runs", 1);
        run.stepStarted(0);
        run.statementStarted(0, 2, 5, false);
        run.progressed("building index", 42);
        assertThat(changes(run).progress().current())
                .isEqualTo(new Progress.Current("1", "V1__step.sql", 2, 5, "building index", 42));
        run.statementStarted(0, 3, 5, false);
        assertThat(Objects.requireNonNull(changes(run).progress().current()).phase())
                .as("of the statement before")
                .isNull();
        run.stepFailed(0, Duration.ZERO, FAILURE);
        assertThat(changes(run).progress()).isEqualTo(new Progress(0, 1, null, null));
        assertThat(memory.plan).extracting(PlannedStep::outsideStatement).containsExactly(0);
    }

    @Test
    void aStepThatWaitsIsAsIfItHadNotBegun() {
        OperationRun run = planned(1);
        Step before = run.steps().get(0);
        run.stepStarted(0);
        assertThat(run.steps().get(0).startedAt()).isEqualTo(MemoryRun.NOON);
        run.stepWaits(0);
        assertThat(run.steps()).containsExactly(before);
        assertThat(changes(run).steps()).containsExactly(before);
    }

    @Test
    void aStepIsNotRunOnlyOnceAndWithoutAnEvent() {
        OperationRun run = planned(2);
        run.takeChanges();
        run.stepNotRun(1);
        OperationRun.Changes changes = changes(run);
        assertThat(changes.steps()).extracting(Step::state).containsExactly(State.NOT_RUN);
        assertThat(changes.events().events()).isEmpty();
        run.stepNotRun(1);
        assertThat(run.takeChanges()).isNull();
    }

    @Test
    void aStatementOutsideOfATransactionIsStoredBeforeItRuns() {
        OperationRun run = planned(2);
        run.statementStarted(1, 4, 9, true);
        assertThat(memory.plan).extracting(PlannedStep::outsideStatement).containsExactly(0, 4);
        assertThat(run.plan()).extracting(PlannedStep::outsideStatement).containsExactly(0, 4);
    }

    @Test
    void whoIsOvertakenPlansAndBeginsNothingMore() {
        memory.overtaken = true;
        OperationRun run = memory.first();
        assertThatThrownBy(() -> run.planned(MemoryRun.steps(2))).isInstanceOf(RunAborted.class);
        assertThat(run.steps()).isEmpty();
        assertThat(run.stop().why()).isEqualTo(Why.FENCED);

        memory.overtaken = false;
        OperationRun other = planned(1);
        memory.overtaken = true;
        assertThatThrownBy(() -> other.statementStarted(0, 1, 1, true)).isInstanceOf(RunAborted.class);
        assertThat(other.plan().get(0).outsideStatement()).isZero();
        assertThat(other.stop().why()).isEqualTo(Why.FENCED);
    }

    @Test
    void onlyTheFirstStepOfALaterAttemptMayHaveKilledTheOneBefore() {
        memory.tooOften = Optional.of(FAILURE);
        OperationRun first = planned(2);
        assertThat(first.resumesAt(0)).isEmpty();
        assertThat(memory.asked).isZero();

        OperationRun second = memory.afterDeath();
        assertThat(second.resumesAt(1)).contains(FAILURE);
        assertThat(second.resumesAt(1))
                .as("a second session of the same attempt")
                .isEmpty();
        assertThat(memory.asked).isEqualTo(1);
    }

    @Test
    void aLaterAttemptKeepsTheTimeAndThePlanOfTheFirstAndHasANameOfItsOwn() {
        planned(2);
        OperationRun run = memory.afterDeath();
        assertThat(run.begun()).isEqualTo(MemoryRun.NOON.minusSeconds(30));
        assertThat(memory.first().begun()).isEqualTo(MemoryRun.NOON);
        assertThat(run.plan()).isEqualTo(MemoryRun.steps(2));
        assertThat(run.steps()).extracting(Step::state).containsOnly(State.PENDING);
        assertThat(run.applicationName())
                .isEqualTo("migration-control/" + run.operation().id() + "/2");
    }

    @Test
    void aCancellationCountsWhetherItCameBeforeTheAttemptOrDuringIt() {
        OperationRun run = planned(1);
        assertThat(run.isCancelled()).isFalse();
        run.stop().because(Why.DRAINING);
        assertThat(run.isCancelled()).isFalse();
        run.stop().because(Why.CANCELLED);
        assertThat(run.isCancelled()).isTrue();
    }

    private OperationRun planned(int steps) {
        OperationRun run = memory.first();
        run.planned(MemoryRun.steps(steps));
        assertThat(memory.plan).endsWith(MemoryRun.steps(steps).toArray(PlannedStep[]::new));
        return run;
    }

    private static OperationRun.Changes changes(OperationRun run) {
        return Objects.requireNonNull(run.takeChanges());
    }
}
