package dev.migrationcontrol.proof;

import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import java.time.Duration;
import java.util.List;

/** The undo scripts of a proof as the steps of its operation. */
final class ProofSteps implements UndoProofs.Listener {
    private final OperationRun run;
    private int running = -1;
    private long started;

    private ProofSteps(OperationRun run) {
        this.run = run;
    }

    /** Of what is asked; an earlier replica may have planned it already. */
    static ProofSteps of(OperationRun run, List<UndoLink> links) {
        if (run.plan().isEmpty() && !links.isEmpty()) {
            run.planned(links.stream().map(ProofSteps::step).toList());
        }
        ProofSteps steps = new ProofSteps(run);
        steps.setBack();
        return steps;
    }

    private static PlannedStep step(UndoLink link) {
        String undo = link.undo() == null ? link.script().name() : link.undo().name();
        return new PlannedStep(
                link.script().requireVersion().toString(),
                link.script().description(),
                undo,
                Step.Direction.DOWN,
                0,
                link.undo() == null ? null : link.undo().checksum(),
                0);
    }

    @Override
    public void begins(String version) {
        int position = position(version);
        if (position >= 0) {
            running = position;
            started = System.nanoTime();
            run.stepStarted(position);
        }
    }

    @Override
    public void ends(UndoProof proof) {
        int position = position(proof.version());
        if (position < 0) {
            return;
        }
        if (proof.verdict().isMeasured()) {
            run.stepSucceeded(position, position == running ? took() : Duration.ZERO);
        } else {
            run.stepNotRun(position);
        }
        running = -1;
    }

    void failed(Failure failure) {
        if (running >= 0) {
            run.stepFailed(running, took(), failure);
        }
        for (int i = 0; i < run.steps().size(); i++) {
            if (run.steps().get(i).state() == Step.State.PENDING) {
                run.stepNotRun(i);
            }
        }
    }

    /** All that was begun waits to be begun again. */
    void setBack() {
        for (int i = 0; i < run.steps().size(); i++) {
            if (run.steps().get(i).state() != Step.State.PENDING) {
                run.stepWaits(i);
            }
        }
    }

    private int position(String version) {
        List<Step> steps = run.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (version.equals(steps.get(i).version())) {
                return i;
            }
        }
        return -1;
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
