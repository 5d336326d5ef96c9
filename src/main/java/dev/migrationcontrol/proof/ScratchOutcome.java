package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.StepSummary;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;

/** How an operation ends that works on scratch databases alone. */
public final class ScratchOutcome {
    private ScratchOutcome() {}

    /** Work on scratch databases. */
    public interface Work {
        Map<String, Object> result() throws ScratchUnavailable, RunFailure, SQLException;
    }

    /**
     * Does the work.
     *
     * @param failed hears of what ended it, but not of a replica that hands it over
     */
    public static Outcome of(OperationRun run, Consumer<Failure> failed, Work work) {
        try {
            return new Outcome.Succeeded(work.result());
        } catch (RunFailure e) {
            return ended(run, failed, e);
        } catch (Refusal e) {
            return failed(failed, Failure.of(e.slug(), e.detail(), null));
        } catch (ScratchUnavailable e) {
            return stoppedOr(run, failed, Failure.of("scratch-unavailable", e.message(), null));
        } catch (SQLException e) {
            return stoppedOr(
                    run,
                    failed,
                    Failure.of(
                            "scratch-unavailable",
                            "A scratch database cannot be read: " + e.getMessage(),
                            "Look at the server's log; then ask again."));
        }
    }

    private static Outcome stoppedOr(OperationRun run, Consumer<Failure> failed, Failure failure) {
        try {
            run.stop().check();
            return failed(failed, failure);
        } catch (RunFailure stopped) {
            return ended(run, failed, stopped);
        }
    }

    private static Outcome ended(OperationRun run, Consumer<Failure> failed, RunFailure e) {
        if (e.reason() == RunFailure.Reason.HANDED_OVER) {
            return new Outcome.HandedOver();
        }
        Failure failure = Failures.of(e, null);
        failed.accept(failure);
        return e.reason() == RunFailure.Reason.CANCELLED
                ? new Outcome.Cancelled(StepSummary.cancelled(run.steps(), null))
                : new Outcome.Failed(failure);
    }

    private static Outcome failed(Consumer<Failure> failed, Failure failure) {
        failed.accept(failure);
        return new Outcome.Failed(failure);
    }
}
