package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.operation.Event;
import dev.migrationcontrol.operation.Failure;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.Outcome;
import dev.migrationcontrol.operation.Remaining;
import dev.migrationcontrol.operation.Step;
import dev.migrationcontrol.plan.Planning;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a plan, over as many sessions as it takes. */
final class PlanRun implements Attempts.Work {
    private static final int LONGEST_NOTICE = 1_000;
    private static final int NONE = -1;

    private final OperationRun run;
    private final PlanExecution.Planner planner;
    private final Reconciliation reconciliation;
    private List<String> remarks = List.of();
    private final LostSessions losses = new LostSessions();
    private int position = NONE;
    private long started;
    private long statementStarted;

    PlanRun(OperationRun run, Target target, PlanExecution.Planner planner) {
        this.run = run;
        this.planner = planner;
        this.reconciliation = new Reconciliation(run, target.environment());
    }

    @Override
    public Outcome in(MigrationSession session) throws RunFailure {
        position = NONE;
        if (!run.plan().isEmpty()) {
            Reconciliation.Standing standing = reconciliation.reconcile(session);
            Outcome outcome = standing.outcome();
            return outcome == null ? runAll(session, standing.left(), standing.done()) : outcome;
        }
        run.stop().looked();
        if (run.isCancelled()) {
            return new Outcome.Cancelled(Remaining.cancelled(List.of(), null));
        }
        Planning planning = planner.plan(session);
        if (planning instanceof Planning.Blocked blocked) {
            return new Outcome.Failed(Failures.of(blocked));
        }
        Planning.Ready ready = (Planning.Ready) planning;
        List<ScriptRun> runs = ready.runs();
        remarks = ready.remarks();
        remarks.forEach(remark -> run.tell(Event.Kind.REMARK, Map.of("plan", remark)));
        session.createHistory();
        run.planned(PlanExecution.steps(runs, session.nextRank()));
        return runAll(session, runs, 0);
    }

    private Outcome runAll(MigrationSession session, List<ScriptRun> runs, int first) throws RunFailure {
        for (int i = 0; i < runs.size(); i++) {
            if (i + 1 < runs.size()) {
                session.expect(runs.get(i + 1));
            }
            run.awaitLeave();
            step(session, first + i, runs.get(i));
        }
        return remarks.isEmpty() ? Outcome.done() : new Outcome.Succeeded(Map.of("remarks", remarks));
    }

    private void step(MigrationSession session, int place, ScriptRun script) throws RunFailure {
        position = place;
        started = System.nanoTime();
        statementStarted = started;
        run.stepStarted(place);
        int millis = session.run(script, new Listener(place, script.script().name()));
        run.stepSucceeded(place, Duration.ofMillis(millis));
        position = NONE;
    }

    @Override
    public RunFailure judged(RunFailure failure) {
        return losses.judged(failure, position);
    }

    /** Between the steps nothing is done that could be in doubt. */
    @Override
    public boolean isInDoubt(RunFailure failure) {
        return position != NONE && failure.leavesDoubt();
    }

    @Override
    public int done() {
        return (int) run.steps().stream()
                .filter(step -> step.state() == Step.State.SUCCEEDED)
                .count();
    }

    /** The statements before the one that failed. */
    @Override
    public Duration worked() {
        return position == NONE ? Duration.ZERO : Duration.ofNanos(statementStarted - started);
    }

    @Override
    public void waits() {
        if (position != NONE) {
            run.stepWaits(position);
            position = NONE;
        }
    }

    @Override
    public Outcome failed(RunFailure e) {
        Failure failure = Failures.of(
                e, position == NONE ? null : run.steps().get(position).script());
        if (position != NONE) {
            run.stepFailed(position, Duration.ofNanos(System.nanoTime() - started), failure);
        } else if (run.stop().isLooking()) {
            failure = reconciliation.inDoubt(failure);
        }
        reconciliation.notRun();
        return new Outcome.Failed(failure);
    }

    private final class Listener implements RunListener {
        private final int place;
        private final String script;

        Listener(int place, String script) {
            this.place = place;
            this.script = script;
        }

        @Override
        public void statementStarted(int statement, int of, boolean outside) {
            statementStarted = System.nanoTime();
            run.statementStarted(place, statement, of, outside);
        }

        @Override
        public void noticed(@Nullable String sqlState, String message) {
            Map<String, Object> body = about();
            body.put("sqlState", sqlState);
            body.put("message", message.substring(0, Math.min(message.length(), LONGEST_NOTICE)));
            run.tell(Event.Kind.NOTICE, body);
        }

        @Override
        public void noticesLeftOut(long count) {
            Map<String, Object> body = about();
            body.put("sqlState", null);
            body.put("message", "and " + count + " more");
            body.put("leftOut", count);
            run.tell(Event.Kind.NOTICE, body);
        }

        @Override
        public void remarked(String sentence) {
            Map<String, Object> body = about();
            body.put("message", sentence);
            run.tell(Event.Kind.REMARK, body);
        }

        private Map<String, Object> about() {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("position", place);
            body.put("script", script);
            return body;
        }
    }
}
