package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.operation.Failure;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.PlannedStep;
import dev.migrationcontrol.operation.Step;
import java.time.Duration;
import java.util.List;

/** The steps of a consolidation as its operation shows them. */
final class Steps {
    private final OperationRun run;
    private int position;
    private long started;

    private Steps(OperationRun run) {
        this.run = run;
    }

    static Steps begin(OperationRun run, ConsolidationMode mode) {
        Steps steps = new Steps(run);
        run.planned(
                switch (mode) {
                    case PLAN -> List.of(READ, PROVE);
                    case ADOPT -> List.of(READ, PROVE, step("Begin the history", "adopt"));
                    case RETIRE -> List.of(step("Put the old version tables away", "retire"));
                    case UNDO -> List.of(new PlannedStep(null, "Put everything back", "undo", Step.Direction.DOWN, 0));
                });
        steps.start();
        return steps;
    }

    private static final PlannedStep READ = step("Read what the old systems recorded", "read");
    private static final PlannedStep PROVE = step("Build it on a scratch database and compare", "prove");

    private static PlannedStep step(String description, String name) {
        return new PlannedStep(null, description, name, Step.Direction.UP, 0);
    }

    OperationRun run() {
        return run;
    }

    private void start() {
        started = System.nanoTime();
        run.stepStarted(position);
    }

    /** The step is done, the next one begins. */
    void next() {
        run.stepSucceeded(position, took());
        position++;
        start();
    }

    /** The step comes to this of its parts, from 0. */
    void part(int part, int of) {
        run.statementStarted(position, part + 1, of);
    }

    void succeeded() {
        run.stepSucceeded(position, took());
        leaveOutRest();
    }

    void failed(Failure failure) {
        run.stepFailed(position, took(), failure);
        leaveOutRest();
    }

    private void leaveOutRest() {
        for (int i = position + 1; i < run.steps().size(); i++) {
            run.stepNotRun(i);
        }
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
