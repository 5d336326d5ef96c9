package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunAborted;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.StepSummary;
import dev.migrationcontrol.script.ScriptsUnreadable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Works on a target in sessions of its own, one after another: what locks or a lost connection stop is tried again, with
 * the lock of the history released in between.
 */
@ApplicationScoped
public class Attempts {
    private final MigrationRunner runner;

    Attempts(MigrationRunner runner) {
        this.runner = runner;
    }

    /**
     * Work that may be begun again in another session, where it has to find out for itself what is done. Until it has, and
     * says so to the {@link dev.migrationcontrol.engine.StopSignal} or ends, no cancellation is heard.
     */
    public interface Work {
        Outcome in(MigrationSession session) throws RunFailure;

        /** The last try failed. */
        default Outcome failed(RunFailure failure) {
            return new Outcome.Failed(Failures.of(failure, null));
        }

        /** Whether, after a failure, only the database knows what was done. */
        default boolean isInDoubt(RunFailure failure) {
            return failure.leavesDoubt();
        }

        /** How many of its parts have come to their end; with each of them the tries and their time begin anew. */
        default int done() {
            return 0;
        }

        /** For how long the last try was at work before what then failed began. */
        default Duration worked() {
            return Duration.ZERO;
        }

        /** The failure as it looks after the tries before: what each of them meets is no accident. */
        default RunFailure judged(RunFailure failure) {
            return failure;
        }

        /** It will be tried again in a new session. */
        default void waits() {}
    }

    /** Does the work; every failure is an outcome. */
    public Outcome run(OperationRun run, Target target, Work work) {
        Retries retries =
                new Retries(new Backoff(target.environment().policy().execution(), ThreadLocalRandom.current()), work);
        if (run.attempt() > 1) {
            run.stop().lookFirst();
        }
        while (true) {
            try {
                run.awaitLeave();
                return runner.inSession(target, session -> in(session, run, work));
            } catch (RunAborted e) {
                return work.failed(new RunFailure(Reason.CONTROL_DATABASE_UNAVAILABLE, String.valueOf(e.getMessage())));
            } catch (ScriptsUnreadable e) {
                return work.failed(new RunFailure(Reason.SCRIPT_CHANGED, e.detail()));
            } catch (RunFailure failure) {
                RunFailure e = work.judged(failure);
                Optional<Duration> wait = e.mayPass() ? retries.next(isOutage(e), System.nanoTime()) : Optional.empty();
                if (wait.isEmpty()) {
                    return outcome(run, work, e);
                }
                waits(run, work, e, retries.tries(), wait.get());
            }
        }
    }

    /** Something that is done in a session of its own, and whose failure changes nothing. */
    interface Aside {
        void in(MigrationSession session) throws RunFailure;
    }

    void aside(OperationRun run, Target target, Aside aside) {
        try {
            runner.inSession(target, session -> {
                aside.in(session);
                return Outcome.done();
            });
        } catch (RunFailure e) {
            run.tell(Event.Kind.REMARK, Map.of("message", "The callbacks after the failure failed: " + e.message()));
        }
    }

    private static Outcome in(MigrationSession session, OperationRun run, Work work) throws RunFailure {
        try {
            Outcome outcome = work.in(session);
            run.stop().looked();
            return outcome;
        } catch (RunFailure e) {
            if (work.isInDoubt(e)) {
                run.stop().lookFirst();
            }
            throw e;
        }
    }

    static boolean isOutage(RunFailure e) {
        return e.reason() == Reason.UNREACHABLE || e.reason() == Reason.READ_ONLY;
    }

    static void waits(OperationRun run, Work work, RunFailure e, int tries, Duration wait) {
        work.waits();
        run.tell(Event.Kind.RETRY, retry(e, tries + 1, wait));
        try {
            run.stop().sleep(wait.toMillis());
        } catch (RunFailure stopped) {
            // The next try ends at once, and says why.
            return;
        }
    }

    private static Map<String, Object> retry(RunFailure e, int attempt, Duration wait) {
        Failure failure = Failures.of(e, null);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("try", attempt);
        body.put("after", wait.toString());
        body.put("reason", failure.reason());
        body.put("sqlState", failure.sqlState());
        body.put("statement", failure.statement());
        body.put("message", failure.message());
        return body;
    }

    private static Outcome outcome(OperationRun run, Work work, RunFailure e) {
        return switch (e.reason()) {
            case HANDED_OVER -> {
                work.waits();
                yield new Outcome.HandedOver();
            }
            case CANCELLED -> {
                Failure cut = work.failed(e).failure();
                yield new Outcome.Cancelled(
                        StepSummary.cancelled(run.steps(), cut == null || cut.step() == null ? null : cut));
            }
            default -> work.failed(e);
        };
    }
}
