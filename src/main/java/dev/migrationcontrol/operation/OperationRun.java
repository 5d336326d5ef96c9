package dev.migrationcontrol.operation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an operation, as its handler sees it. What the handler tells is kept here and written to the control
 * database by a thread of its own, so that a running migration never waits for it.
 */
public final class OperationRun {
    private final Operation operation;
    private final int attempt;
    private final List<Integer> historyRanks;
    private final Clock clock;
    private final StepPlan plan;
    private final List<Step> steps = new ArrayList<>();
    private final TreeSet<Integer> changed = new TreeSet<>();
    private Progress.@Nullable Current current;
    private boolean dirty;
    private final Object writing = new Object();

    /** Stores what a run plans. */
    interface StepPlan {
        void store(List<PlannedStep> steps);
    }

    OperationRun(Operation operation, List<Integer> historyRanks, Clock clock, StepPlan plan) {
        this.operation = operation;
        this.attempt = operation.attempt() + 1;
        this.historyRanks = List.copyOf(historyRanks);
        this.clock = clock;
        this.plan = plan;
        this.steps.addAll(operation.steps());
    }

    /** The operation as it was claimed. */
    public Operation operation() {
        return operation;
    }

    public int attempt() {
        return attempt;
    }

    /** How sessions of this run name themselves: {@code migration-control/<operation>/<attempt>}. */
    public String applicationName() {
        return "migration-control/" + operation.id() + "/" + attempt;
    }

    /** After an executor died: the ranks that the history rows of the steps have once they are done. */
    public List<Integer> historyRanks() {
        return historyRanks;
    }

    /** The steps as they are now. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Says what will run; stored before anything does. */
    public void planned(List<PlannedStep> planned) {
        plan.store(planned);
        synchronized (this) {
            planned.forEach(step -> steps.add(step.pending()));
            dirty = true;
        }
    }

    public synchronized void stepStarted(int position) {
        change(position, steps.get(position).begun(Instant.now(clock)));
    }

    public synchronized void statementStarted(int position, int statement, int of) {
        Step step = steps.get(position);
        current = new Progress.Current(step.version(), step.script(), statement, of);
        dirty = true;
    }

    public synchronized void stepSucceeded(int position, Duration took) {
        current = null;
        change(position, steps.get(position).succeeded(took));
    }

    public synchronized void stepFailed(int position, Duration took, Failure failure) {
        current = null;
        change(position, steps.get(position).failed(took, failure));
    }

    /** Marks a step as not run, because the operation ends before it. */
    public synchronized void stepNotRun(int position) {
        change(position, steps.get(position).notRun());
    }

    private void change(int position, Step step) {
        steps.set(position, step);
        changed.add(position);
        dirty = true;
    }

    /** Held while changes are written, so that they are written in their order. */
    Object writing() {
        return writing;
    }

    /** What has changed since the last call, to be written; null when nothing has. */
    synchronized @Nullable Changes takeChanges() {
        if (!dirty) {
            return null;
        }
        List<Integer> positions = List.copyOf(changed);
        Changes changes =
                new Changes(positions, positions.stream().map(steps::get).toList(), progress());
        changed.clear();
        dirty = false;
        return changes;
    }

    /** Gives back changes that could not be written. */
    synchronized void returnChanges(Changes changes) {
        changed.addAll(changes.positions());
        dirty = true;
    }

    private Progress progress() {
        int completed = (int) steps.stream()
                .filter(step -> step.state() == Step.State.SUCCEEDED)
                .count();
        return new Progress(completed, steps.size(), current);
    }

    /** What to write: steps by their position, and the progress. */
    record Changes(List<Integer> positions, List<Step> steps, Progress progress) {}
}
