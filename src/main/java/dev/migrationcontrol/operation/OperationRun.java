package dev.migrationcontrol.operation;

import dev.migrationcontrol.control.ControlContact;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.engine.RunAborted;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.SessionListener;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.operation.state.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an operation, as its handler sees it. What the handler reports is kept here and written to the control
 * database by a thread of its own, so that a running migration never waits for it; only what must be known after a crash
 * is written at once.
 */
public final class OperationRun {
    private final Operation operation;
    private final int attempt;
    private final Clock clock;
    private final Storage storage;
    private final ControlContact contact;
    private final StopSignal stop = new StopSignal();
    private final SessionEvents session = new SessionEvents(this);
    private final List<PlannedStep> plan;
    private final List<Step> steps;
    private final TreeSet<Integer> changed = new TreeSet<>();
    private final EventBuffer events = new EventBuffer();
    private Progress.@Nullable Current current;
    private boolean dirty;
    private boolean resumed;
    private final Object writing = new Object();

    /** What is stored at once; each throws when the control database does not answer. */
    interface Storage {
        /** @return false when a later attempt has taken over */
        boolean plan(List<PlannedStep> steps);

        /** @return false when a later attempt has taken over */
        boolean outsideStatement(int position, int statement);

        /** @return why the step must not be run again */
        Optional<Failure> resumesAt(int position, String script);
    }

    OperationRun(Operation operation, List<PlannedStep> plan, Clock clock, ControlContact contact, Storage storage) {
        this.operation = operation;
        this.attempt = operation.attempt() + 1;
        this.plan = new ArrayList<>(plan);
        this.clock = clock;
        this.contact = contact;
        this.storage = storage;
        this.steps = new ArrayList<>(operation.steps());
    }

    /** The operation as it was claimed. */
    public Operation operation() {
        return operation;
    }

    /** When the first attempt began; the same for every attempt. */
    public Instant begun() {
        Instant begun = operation.startedAt();
        return begun == null ? Instant.now(clock) : begun;
    }

    public int attempt() {
        return attempt;
    }

    /** How others ask this attempt to end. */
    public StopSignal stop() {
        return stop;
    }

    /** What hears of this attempt's sessions on the target. */
    public SessionListener session() {
        return session;
    }

    ControlContact contact() {
        return contact;
    }

    /**
     * To be called before each part of the work that could be left to another replica: waits for the control database.
     *
     * @throws RunFailure when the work should end
     * @throws RunAborted when the control database does not answer for too long
     */
    public void awaitLeave() throws RunFailure {
        contact.await(stop);
    }

    /** Whether someone cancelled the operation, before this attempt or during it. */
    public boolean isCancelled() {
        return operation.hasCancellation() || stop.isCancelled();
    }

    /** How sessions of this run name themselves: {@code migration-control/<operation>/<attempt>}. */
    public String applicationName() {
        return "migration-control/" + operation.id() + "/" + attempt;
    }

    /** The steps as they were planned, in this attempt or an earlier one; empty before that. */
    public synchronized List<PlannedStep> plan() {
        return List.copyOf(plan);
    }

    /** The steps as they are now. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * Says what will run; stored before anything does.
     *
     * @throws RunAborted when another attempt has taken over
     */
    public void planned(List<PlannedStep> planned) {
        if (!storage.plan(planned)) {
            throw overtaken();
        }
        synchronized (this) {
            plan.addAll(planned);
            planned.forEach(step -> steps.add(step.pending()));
            dirty = true;
        }
    }

    /**
     * The history says that everything before this step is done; to be called before an attempt goes on with it that found
     * a plan. If the replica before died, it died there.
     *
     * @return why the step must not be run again, because replicas died at it again and again
     */
    public Optional<Failure> resumesAt(int position) {
        if (resumed || attempt == 1) {
            return Optional.empty();
        }
        resumed = true;
        try {
            return storage.resumesAt(position, plan().get(position).script());
        } catch (ControlDatabaseUnavailable e) {
            return Optional.empty();
        }
    }

    public synchronized void stepStarted(int position) {
        change(position, steps.get(position).begun(Instant.now(clock)));
        stepEvent(position, Map.of());
    }

    /**
     * A statement is about to run.
     *
     * @param outside whether outside of a transaction: then it is stored before it runs
     * @throws RunAborted when that cannot be stored, or another attempt has taken over
     */
    public void statementStarted(int position, int statement, int of, boolean outside) {
        if (outside) {
            storeOutside(position, statement);
        }
        synchronized (this) {
            Step step = steps.get(position);
            current = new Progress.Current(step.version(), step.script(), statement, of, null, null);
            session.forgetLocks();
            add(
                    Event.Kind.STATEMENT,
                    Map.of("position", position, "script", step.script(), "statement", statement, "of", of));
        }
    }

    private void storeOutside(int position, int statement) {
        boolean ours;
        try {
            ours = storage.outsideStatement(position, statement);
        } catch (ControlDatabaseUnavailable e) {
            throw new RunAborted("The control database does not answer, so statement " + statement + " was not run: a"
                    + " statement outside of a transaction is recorded there before it runs.");
        }
        if (!ours) {
            throw overtaken();
        }
        synchronized (this) {
            plan.set(position, plan.get(position).atOutsideStatement(statement));
        }
    }

    private RunAborted overtaken() {
        stop.because(StopSignal.Why.FENCED);
        return new RunAborted("Another replica has taken over.");
    }

    /** The server reports the progress of the running statement. */
    synchronized void progressed(@Nullable String phase, @Nullable Integer percent) {
        Progress.Current now = current;
        if (now != null) {
            current = new Progress.Current(now.version(), now.script(), now.statement(), now.of(), phase, percent);
            dirty = true;
        }
    }

    public synchronized void stepSucceeded(int position, Duration took) {
        current = null;
        change(position, steps.get(position).succeeded(took));
        stepEvent(position, Map.of("duration", took.toString()));
    }

    public synchronized void stepFailed(int position, Duration took, Failure failure) {
        current = null;
        change(position, steps.get(position).failed(took, failure));
        stepEvent(position, Map.of("duration", took.toString(), "error", failure));
    }

    /** The step will be tried again. */
    public synchronized void stepWaits(int position) {
        current = null;
        change(position, plan.get(position).pending());
    }

    /** Marks a step as not run, because the operation ends before it. */
    public synchronized void stepNotRun(int position) {
        if (steps.get(position).state() != Step.State.NOT_RUN) {
            change(position, steps.get(position).notRun());
        }
    }

    /** Reports an event to whoever follows the operation; never a secret. */
    public void tell(Event.Kind kind, Map<String, ?> body) {
        synchronized (this) {
            add(kind, body);
        }
    }

    private void stepEvent(int position, Map<String, ?> facts) {
        session.forgetLocks();
        Step step = steps.get(position);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("position", position);
        body.put("version", step.version());
        body.put("script", step.script());
        body.put("direction", step.direction());
        body.put("state", step.state());
        body.putAll(facts);
        add(Event.Kind.STEP, body);
    }

    private void add(Event.Kind kind, Map<String, ?> body) {
        events.add(new Event(kind, Instant.now(clock), new LinkedHashMap<>(body)));
        dirty = true;
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
        List<Step> now = positions.stream().map(steps::get).toList();
        Progress progress = Progress.of(steps, current, session.locks());
        Changes changes = new Changes(positions, now, progress, events.take());
        changed.clear();
        dirty = false;
        return changes;
    }

    /** Gives back changes that could not be written. */
    synchronized void returnChanges(Changes changes) {
        changed.addAll(changes.positions());
        events.giveBack(changes.events());
        dirty = true;
    }

    /** What to write: steps by their position, the progress, and what happened. */
    record Changes(List<Integer> positions, List<Step> steps, Progress progress, EventBuffer.Batch events) {}
}
