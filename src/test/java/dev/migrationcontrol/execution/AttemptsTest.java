package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunAborted;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.StopSignal.Why;
import dev.migrationcontrol.engine.TestRunner;
import dev.migrationcontrol.operation.MemoryRun;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work in sessions of a real server, one after another. */
class AttemptsTest {
    @TempDir
    private Path folder;

    private final Attempts attempts = new Attempts(TestRunner.create());
    private final MemoryRun memory = new MemoryRun();
    private final OperationRun run = memory.first();
    private Targets targets;

    @BeforeEach
    void begin() {
        targets = Targets.at(folder);
    }

    @Test
    void whatMayPassIsTriedAgainAsOftenAsThePolicySays() {
        Work work = new Work(new RunFailure(Reason.GAVE_WAY, "it gave way"));
        Outcome outcome = attempts.run(run, targets.of(run), work);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(Objects.requireNonNull(outcome.failure()).reason()).isEqualTo("gave-way");
        assertThat(work.sessions).hasSize(3).doesNotHaveDuplicates();
        assertThat(work.waits).isEqualTo(2);
        assertThat(MemoryRun.events(run))
                .filteredOn(event -> event.kind() == Event.Kind.RETRY)
                .extracting(
                        event -> event.body().get("try"), event -> event.body().get("reason"))
                .containsExactly(tuple(2, "gave-way"), tuple(3, "gave-way"));
    }

    @Test
    void aLaterTryThatSucceedsIsTheOutcome() {
        Work work = new Work(new RunFailure(Reason.GAVE_WAY, "it gave way"));
        work.fails = 1;
        assertThat(attempts.run(run, targets.of(run), work)).isEqualTo(Outcome.done());
        assertThat(work.sessions).hasSize(2);
    }

    @Test
    void whatCannotPassIsTriedOnce() {
        Work work = new Work(new RunFailure(Reason.SCRIPT_INVALID, "no SQL"));
        assertThat(attempts.run(run, targets.of(run), work)).isInstanceOf(Outcome.Failed.class);
        assertThat(work.sessions).hasSize(1);
        assertThat(MemoryRun.events(run)).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsWaitedForAsLongAsTheBudgetLasts() {
        targets = Targets.unreachable(folder);
        targets.attempts = 1;
        targets.budget = Duration.ofMillis(700);
        Work work = new Work(new RunFailure(Reason.GAVE_WAY, "never"));
        Outcome outcome = attempts.run(run, targets.of(run), work);
        assertThat(Objects.requireNonNull(outcome.failure()).reason()).isEqualTo("unreachable");
        assertThat(work.sessions).isEmpty();
        assertThat(work.waits).isPositive();
    }

    @Test
    void aNodeThatStopsHandsOverWhatItHasNotBegun() {
        run.stop().because(Why.DRAINING);
        Work work = new Work(new RunFailure(Reason.GAVE_WAY, "never"));
        assertThat(attempts.run(run, targets.of(run), work)).isEqualTo(new Outcome.HandedOver());
        assertThat(work.sessions).isEmpty();
        assertThat(work.waits).as("the step is given back").isEqualTo(1);
    }

    @Test
    void aCancellationEndsTheWaitForTheNextTry() {
        Work work = new Work(new RunFailure(Reason.GAVE_WAY, "it gave way"));
        work.then = () -> run.stop().because(Why.CANCELLED);
        Outcome outcome = attempts.run(run, targets.of(run), work);
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertThat(Objects.requireNonNull(outcome.failure()).message())
                .isEqualTo("The operation was cancelled before anything was run.");
        assertThat(work.sessions).hasSize(1);
    }

    /** What the replica before has committed has to be looked up first, or it would be reported as not run. */
    @Test
    void aLaterAttemptHearsOfACancellationOnlyOnceItHasLooked() {
        OperationRun second = memory.afterDeath();
        second.stop().because(Why.CANCELLED);
        List<Boolean> looking = new ArrayList<>();
        Outcome outcome = attempts.run(second, targets.of(second), session -> {
            looking.add(second.stop().isLooking());
            assertThat(session.nextRank()).isEqualTo(1);
            second.stop().looked();
            second.stop().check();
            return Outcome.done();
        });
        assertThat(looking).containsExactly(true);
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void aTryThatLeavesDoubtMakesTheNextOneLookFirst() {
        List<Boolean> looking = new ArrayList<>();
        Outcome outcome = attempts.run(run, targets.of(run), session -> {
            looking.add(run.stop().isLooking());
            if (looking.size() == 1) {
                throw new RunFailure(Reason.UNREACHABLE, "the connection was lost");
            }
            return Outcome.done();
        });
        assertThat(outcome).isEqualTo(Outcome.done());
        assertThat(looking).containsExactly(false, true);
        assertThat(run.stop().isLooking()).isFalse();
    }

    @Test
    void withoutTheControlDatabaseNothingIsBegun() {
        Outcome outcome = attempts.run(run, targets.of(run), session -> {
            throw new RunAborted("The control database does not answer.");
        });
        assertThat(Objects.requireNonNull(outcome.failure()).reason()).isEqualTo("control-database-unavailable");
    }

    @Test
    void whatIsDoneAsideMayFailWithoutHarm() {
        attempts.aside(run, targets.of(run), session -> {
            throw new RunFailure(Reason.STATEMENT_FAILED, "no such table");
        });
        assertThat(MemoryRun.events(run))
                .singleElement()
                .satisfies(event -> assertThat(event.body().get("message"))
                        .isEqualTo("The callbacks after the failure failed: no such table"));
    }

    private static final class Work implements Attempts.Work {
        private final RunFailure failure;
        private final List<MigrationSession> sessions = new ArrayList<>();
        private int fails = Integer.MAX_VALUE;
        private int waits;
        private Runnable then = () -> {};

        Work(RunFailure failure) {
            this.failure = failure;
        }

        @Override
        public Outcome in(MigrationSession session) throws RunFailure {
            sessions.add(session);
            then.run();
            if (sessions.size() <= fails) {
                throw failure;
            }
            return Outcome.done();
        }

        @Override
        public void waits() {
            waits++;
        }
    }
}
