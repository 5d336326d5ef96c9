package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener;
import dev.migrationcontrol.engine.RunListener.TransactionWork;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.operation.state.StepSummary;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.Moment;
import dev.migrationcontrol.script.Script;
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
    private final UpgradeCallbacks callbacks;
    private final TransactionWork work;
    private final String schema;
    private List<String> remarks = List.of();
    private final LostSessions losses = new LostSessions();
    private int position = NONE;
    private long started;
    private long statementStarted;

    PlanRun(
            OperationRun run,
            Target target,
            PlanExecution.Planner planner,
            UpgradeCallbacks callbacks,
            TransactionWork work) {
        this.work = work;
        this.callbacks = callbacks;
        this.run = run;
        this.planner = planner;
        this.reconciliation = new Reconciliation(run, target.environment());
        this.schema = target.environment().policy().schemas().get(0);
    }

    @Override
    public Outcome in(MigrationSession session) throws RunFailure {
        position = NONE;
        callbacks.ended();
        if (!run.plan().isEmpty()) {
            return goOn(session);
        }
        run.stop().looked();
        if (run.isCancelled()) {
            return new Outcome.Cancelled(StepSummary.cancelled(List.of(), null));
        }
        callbacks.at(session, Moment.CONNECTED);
        boolean validated = !session.history().missingSchemas().contains(schema);
        if (validated) {
            callbacks.once(session, Moment.VALIDATING);
        }
        PlanResult planning = planner.plan(session);
        if (planning instanceof PlanResult.Blocked blocked) {
            if (validated && blocked.obstacle() == PlanResult.Obstacle.HISTORY_DIVERGED) {
                callbacks.once(session, Moment.INVALID);
            }
            return new Outcome.Failed(Failures.of(blocked));
        }
        if (validated) {
            callbacks.once(session, Moment.VALID);
        }
        return begin(session, (PlanResult.Ready) planning);
    }

    private Outcome goOn(MigrationSession session) throws RunFailure {
        Reconciliation.Standing standing = reconciliation.reconcile(session);
        Outcome outcome = standing.outcome();
        boolean allDone =
                outcome != null && outcome.failure() == null && standing.left().isEmpty();
        if (outcome != null && !(allDone && callbacks.areWanted())) {
            return outcome;
        }
        callbacks.at(session, Moment.CONNECTED);
        return runAll(session, standing.left(), standing.done());
    }

    private Outcome begin(MigrationSession session, PlanResult.Ready ready) throws RunFailure {
        remarks = ready.remarks();
        remarks.forEach(remark -> run.tell(Event.Kind.REMARK, Map.of("plan", remark)));
        callbacks.once(session, Moment.CREATING_SCHEMAS);
        if (callbacks.areWanted()) {
            session.lookAgain();
        }
        session.createHistory();
        run.planned(PlanExecution.steps(ready.runs(), session.nextRank()));
        return runAll(session, ready.runs(), 0);
    }

    private Outcome runAll(MigrationSession session, List<ScriptRun> runs, int first) throws RunFailure {
        callbacks.once(session, Moment.BEGINNING);
        boolean versions = true;
        for (int i = 0; i < runs.size(); i++) {
            if (versions && runs.get(i).script().kind() == Script.Kind.REPEATABLE) {
                versions = false;
                callbacks.once(session, Moment.VERSIONS_DONE);
                callbacks.once(session, Moment.REPEATABLES_NEXT);
            }
            if (i + 1 < runs.size()) {
                session.expect(runs.get(i + 1));
            }
            run.awaitLeave();
            step(session, first + i, runs.get(i));
        }
        if (versions) {
            callbacks.once(session, Moment.VERSIONS_DONE);
        }
        callbacks.migrated();
        if (!run.steps().isEmpty()) {
            callbacks.once(session, Moment.APPLIED);
        }
        callbacks.once(session, Moment.DONE);
        callbacks.once(session, Moment.FINISHED);
        return remarks.isEmpty() ? Outcome.done() : new Outcome.Succeeded(Map.of("remarks", remarks));
    }

    private void step(MigrationSession session, int place, ScriptRun script) throws RunFailure {
        position = place;
        started = System.nanoTime();
        statementStarted = started;
        run.stepStarted(place);
        int millis = session.run(script, new Listener(place, script));
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
        String callback = callbacks.running();
        String step = position == NONE ? null : run.steps().get(position).script();
        Failure failure = Failures.of(e, callback == null ? step : callback);
        if (position != NONE) {
            run.stepFailed(position, Duration.ofNanos(System.nanoTime() - started), failure);
        } else if (run.stop().isLooking() && callback == null) {
            failure = reconciliation.inDoubt(failure);
        }
        reconciliation.notRun();
        return new Outcome.Failed(failure);
    }

    static String shortened(String message) {
        return message.substring(0, Math.min(message.length(), LONGEST_NOTICE));
    }

    private final class Listener implements RunListener {
        private final int place;
        private final String script;

        Listener(int place, ScriptRun of) {
            this.place = place;
            this.script = of.script().name();
        }

        @Override
        public TransactionWork transactionWork() {
            return work;
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
            body.put("message", shortened(message));
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
        public void callbackStarted(String callback) {
            callbacks.started(callback);
        }

        @Override
        public void callbackEnded() {
            callbacks.ended();
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
