package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.StopSignal.Why;
import dev.migrationcontrol.engine.TestRunner;
import dev.migrationcontrol.operation.MemoryRun;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.operation.state.Step.State;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.Version;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt does with a plan, and what the next one makes of what it left, on a real server. */
class PlanExecutionTest {
    private static final String TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            + " AND tablename <> 'flyway_schema_history' ORDER BY 1";
    private static final String HISTORY = "SELECT concat_ws(' ', version, CASE WHEN NOT success THEN 'failed' END)"
            + " FROM flyway_schema_history ORDER BY installed_rank";

    @TempDir
    private Path folder;

    private final MigrationRunner runner = TestRunner.create();
    private final PlanExecution execution = new PlanExecution(new Attempts(runner));
    private final MemoryRun memory = new MemoryRun();
    private Targets targets;

    @BeforeEach
    void begin() {
        targets = Targets.at(folder)
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__b.sql", "CREATE TABLE b ();")
                .script("V3__c.sql", "CREATE TABLE c ();");
        targets.attempts = 1;
    }

    @Test
    void aScriptThatFailsEndsThePlanAndTheStepsSayHowFarItCame() {
        targets.script("V2__b.sql", "CREATE TABLE b ();\nSELECT 1 / 0;");
        OperationRun run = memory.first();
        Outcome outcome = upgrade(run, null);
        assertThat(states(run)).containsExactly(State.SUCCEEDED, State.FAILED, State.NOT_RUN);
        Failure failure = failure(outcome);
        assertThat(failure)
                .extracting(Failure::step, Failure::statement, Failure::sqlState)
                .containsExactly("V2__b.sql", 2, "22012");
        assertThat(run.steps().get(1).error()).isEqualTo(failure);
        assertThat(targets.query(TABLES)).containsExactly("a");
        assertThat(run.plan()).extracting(PlannedStep::historyRank).containsExactly(1, 2, 3);
    }

    @Test
    void whatMayNotRunIsNotPlanned() {
        OperationRun run = memory.first();
        assertThat(failure(upgrade(run, "9")).reason()).isEqualTo("unknown-target-version");
        assertThat(run.steps()).isEmpty();
        assertThat(run.plan()).isEmpty();
    }

    /** It died after the second script was committed, and before it could say so of either. */
    @Test
    void theNextExecutorTakesFromTheHistoryWhatIsDoneAndRunsTheRest() {
        diesAfter("V2__b.sql");
        OperationRun second = memory.afterDeath();
        assertThat(states(second)).containsOnly(State.PENDING);
        assertThat(upgrade(second, null)).isEqualTo(Outcome.done());
        assertThat(states(second)).containsOnly(State.SUCCEEDED);
        assertThat(targets.query(TABLES)).containsExactly("a", "b", "c");
        assertThat(targets.query(HISTORY)).containsExactly("1", "2", "3");
    }

    @Test
    void whereThePolicyForbidsToGoOnItEndsWithWhatIsDone() {
        targets.resume = false;
        diesAfter("V2__b.sql");
        OperationRun second = memory.afterDeath();
        Outcome outcome = upgrade(second, null);
        assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
        assertThat(failure(outcome).message()).contains("after 2 of 3 steps", "Not run: V3__c.sql.");
        assertThat(states(second)).containsExactly(State.SUCCEEDED, State.SUCCEEDED, State.NOT_RUN);
    }

    @Test
    void whatWasHandedOverGoesOnWhateverThePolicySaysOfDeaths() {
        targets.resume = false;
        OperationRun first = diesAfter("V2__b.sql");
        OperationRun second = memory.afterHandOver(first);
        assertThat(upgrade(second, null)).isEqualTo(Outcome.done());
        assertThat(targets.query(HISTORY)).containsExactly("1", "2", "3");
    }

    @Test
    void aCancellationMeanwhileEndsItWithWhatIsDone() {
        diesAfter("V1__a.sql");
        OperationRun second = memory.afterDeath();
        second.stop().because(Why.CANCELLED);
        Outcome outcome = upgrade(second, null);
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertThat(failure(outcome).message()).contains("after 1 of 3 steps", "Not run: V2__b.sql, V3__c.sql.");
        assertThat(states(second)).containsExactly(State.SUCCEEDED, State.NOT_RUN, State.NOT_RUN);
        assertThat(targets.query(TABLES)).containsExactly("a");
    }

    @Test
    void aStepThatKilledItsExecutorsIsNotRunAgain() {
        diesAfter("V1__a.sql");
        memory.diedTooOften();
        OperationRun second = memory.afterDeath();
        Outcome outcome = upgrade(second, null);
        assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
        assertThat(failure(outcome).message()).startsWith("Two replicas died");
        assertThat(targets.query(TABLES)).containsExactly("a");
    }

    @Test
    void aScriptThatWasChangedSinceIsNotRun() {
        diesAfter("V1__a.sql");
        targets.script("V3__c.sql", "CREATE TABLE other ();");
        Outcome outcome = upgrade(memory.afterDeath(), null);
        assertThat(failure(outcome).reason()).isEqualTo("script-changed");
        assertThat(failure(outcome).message()).contains("V3__c.sql", "Done: 1 of 3 steps.");
        assertThat(targets.query(TABLES)).as("not even what comes before it").containsExactly("a");
    }

    @Test
    void aHistoryThatSomeoneElseWentOnWithIsLeftAlone() {
        diesAfter("V1__a.sql");
        targets.execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                + " installed_by, execution_time, success) VALUES (2, '7', 'x', 'SQL', 'V7__x.sql', 'x', 1, true)");
        assertThat(failure(upgrade(memory.afterDeath(), null)).reason()).isEqualTo("history-changed");
        assertThat(targets.query(TABLES)).containsExactly("a");
    }

    @Test
    void whatWasCommittedAndIsNotInTheHistoryAnyMoreIsSaid() {
        OperationRun first = diesAfter("V2__b.sql");
        targets.execute("DELETE FROM flyway_schema_history WHERE version = '2'");
        Outcome outcome = upgrade(memory.afterHandOver(first), null);
        assertThat(failure(outcome).reason()).isEqualTo("history-lost");
        assertThat(failure(outcome).message()).contains("V2__b.sql was committed");
    }

    /** Nobody knows whether the statement came to its end, so it is recorded as failed, and a repair is offered. */
    @Test
    void aStatementOutsideOfATransactionIsNeverRunBlindlyAgain() {
        targets.script("V2__b.sql", "CREATE TABLE b (id int);\nCREATE UNIQUE INDEX CONCURRENTLY b_id ON b (id);\n")
                .script("V2__b.sql.conf", "executeInTransaction=false");
        diesAfter("V1__a.sql");
        memory.outsideStatement(1, 2);
        targets.execute("CREATE TABLE b (id int); INSERT INTO b VALUES (1), (1)");
        leaveInvalidIndex();
        OperationRun second = memory.afterDeath();
        Outcome outcome = upgrade(second, null);
        Failure failure = failure(outcome);
        assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
        assertThat(failure)
                .extracting(Failure::reason, Failure::step, Failure::statement)
                .containsExactly("half-done", "V2__b.sql", 2);
        assertThat(failure.effect())
                .startsWith("Statements 1 to 1 ran and stay.")
                .contains("the invalid index", "b_id");
        assertThat(failure.hint()).contains("\"failed\":\"REMOVE\",\"dropInvalidIndexes\":[", "b_id", "MARK_APPLIED");
        assertThat(states(second)).containsExactly(State.SUCCEEDED, State.FAILED, State.NOT_RUN);
        assertThat(targets.query(HISTORY)).containsExactly("1", "2 failed");

        Outcome again = upgrade(memory.afterDeath(), null);
        assertThat(failure(again).message()).isEqualTo("The history holds V2__b.sql as failed.");
    }

    /** The first attempt, whose replica ends as soon as a script is committed. */
    private OperationRun diesAfter(String script) {
        OperationRun first = memory.first();
        try {
            runner.inSession(targets.of(first), session -> {
                List<ScriptRun> runs = ((PlanResult.Ready) planner(null).plan(session)).runs();
                session.createHistory();
                first.planned(PlanExecution.steps(runs, session.nextRank()));
                for (int i = 0; i < runs.size(); i++) {
                    first.stepStarted(i);
                    first.stepSucceeded(i, Duration.ofMillis(session.run(runs.get(i), RunListener.NONE)));
                    if (runs.get(i).script().name().equals(script)) {
                        return i;
                    }
                }
                throw new IllegalStateException(script);
            });
        } catch (RunFailure e) {
            throw new IllegalStateException(e);
        }
        return first;
    }

    private void leaveInvalidIndex() {
        try {
            targets.execute("CREATE UNIQUE INDEX CONCURRENTLY b_id ON b (id)");
        } catch (IllegalStateException duplicates) {
            assertThat(duplicates).hasRootCauseInstanceOf(SQLException.class);
        }
    }

    private Outcome upgrade(OperationRun run, @Nullable String target) {
        return execution.execute(run, targets.of(run), planner(target));
    }

    private static PlanExecution.Planner planner(@Nullable String target) {
        return session -> UpgradePlanner.plan(
                session.history(), session.scripts(), target == null ? null : Version.of(target), false);
    }

    private static List<State> states(OperationRun run) {
        return run.steps().stream().map(Step::state).toList();
    }

    private static Failure failure(Outcome outcome) {
        return Objects.requireNonNull(outcome.failure());
    }
}
