package dev.migrationcontrol.adoption;

import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import java.time.Duration;
import java.util.List;

/** The steps of a consolidation as its operation shows them. */
final class Steps {
    private static final PlannedStep READ = step("Read what the old systems recorded", "read", Step.Direction.UP);
    private static final PlannedStep PROVE =
            step("Build it on a scratch database and compare", "prove", Step.Direction.UP);
    private static final PlannedStep ADOPT = step("Begin the history", "adopt", Step.Direction.UP);
    private static final PlannedStep RETIRE = step("Archive the old version tables", "retire", Step.Direction.UP);
    private static final PlannedStep UNDO = step("Put everything back", "undo", Step.Direction.DOWN);

    private final OperationRun run;
    private int position;
    private long started;

    private Steps(OperationRun run) {
        this.run = run;
    }

    /** The steps of this mode; an earlier replica may have planned them already. */
    static Steps of(OperationRun run, ConsolidationMode mode) {
        if (run.plan().isEmpty()) {
            run.planned(
                    switch (mode) {
                        case PLAN -> List.of(READ, PROVE);
                        case ADOPT -> List.of(READ, PROVE, ADOPT);
                        case RETIRE -> List.of(RETIRE);
                        case UNDO -> List.of(UNDO);
                    });
        }
        return new Steps(run);
    }

    private static PlannedStep step(String description, String name, Step.Direction direction) {
        return new PlannedStep(null, description, name, direction, 0, null, 0);
    }

    OperationRun run() {
        return run;
    }

    /** The first step begins, for the first time or once more. */
    void begin() {
        position = 0;
        start();
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
        run.statementStarted(position, part + 1, of, false);
    }

    void succeeded() {
        run.stepSucceeded(position, took());
        leaveOutRest();
    }

    void failed(Failure failure) {
        run.stepFailed(position, took(), failure);
        leaveOutRest();
    }

    /** All that was begun waits to be begun again. */
    void setBack() {
        for (int i = 0; i <= position; i++) {
            run.stepWaits(i);
        }
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
