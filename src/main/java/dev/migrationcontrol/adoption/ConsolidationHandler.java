package dev.migrationcontrol.adoption;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.execution.Attempts;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.operation.state.StepSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Takes one step of a consolidation. Each is one transaction, and the target keeps a record of it: what is done already is
 * found there, and what is not is done.
 */
@ApplicationScoped
class ConsolidationHandler implements OperationHandler<ConsolidationRequest> {
    static final String TYPE = "CONSOLIDATION";

    private final AdoptionSteps adoption;
    private final ArchiveSteps archive;
    private final TargetResolver targets;
    private final Attempts attempts;
    private final ObjectMapper mapper;

    ConsolidationHandler(
            AdoptionSteps adoption,
            ArchiveSteps archive,
            TargetResolver targets,
            Attempts attempts,
            ObjectMapper mapper) {
        this.adoption = adoption;
        this.archive = archive;
        this.targets = targets;
        this.attempts = attempts;
        this.mapper = mapper;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.CONSOLIDATE;
    }

    @Override
    public Class<ConsolidationRequest> request() {
        return ConsolidationRequest.class;
    }

    @Override
    public boolean changes(ConsolidationRequest request) {
        return request.mode() != ConsolidationMode.PLAN;
    }

    @Override
    public Outcome execute(OperationRun run, ConsolidationRequest request) {
        Steps steps = Steps.of(run, request.requireMode());
        if (request.requireMode() == ConsolidationMode.PLAN) {
            return plan(steps, request);
        }
        return attempts.run(run, targets.of(run), new Work(steps, request));
    }

    private Outcome plan(Steps steps, ConsolidationRequest request) {
        steps.begin();
        try {
            return ending(steps, adoption.plan(steps, request));
        } catch (RunFailure e) {
            return switch (e.reason()) {
                case HANDED_OVER -> {
                    steps.setBack();
                    yield new Outcome.HandedOver();
                }
                case CANCELLED -> {
                    steps.failed(Failures.of(e, null));
                    yield new Outcome.Cancelled(
                            StepSummary.cancelled(steps.run().steps(), null));
                }
                default -> {
                    steps.failed(Failures.of(e, null));
                    yield new Outcome.Failed(Failures.of(e, null));
                }
            };
        }
    }

    private Outcome ending(Steps steps, StepOutcome ending) {
        Map<String, Object> result = mapper.convertValue(ending.result(), new TypeReference<>() {});
        if (ending instanceof StepOutcome.Rejected badly) {
            steps.failed(badly.failure());
            return new Outcome.Failed(badly.failure(), result);
        }
        steps.succeeded();
        return new Outcome.Succeeded(result);
    }

    /** A step that needs the lock of the history. */
    private final class Work implements Attempts.Work {
        private final Steps steps;
        private final ConsolidationRequest request;
        private boolean begunBefore;

        Work(Steps steps, ConsolidationRequest request) {
            this.steps = steps;
            this.request = request;
            this.begunBefore = steps.run().attempt() > 1;
        }

        @Override
        public Outcome in(MigrationSession session) throws RunFailure {
            steps.begin();
            StepOutcome ending = switch (request.requireMode()) {
                case PLAN -> throw new IllegalStateException("a plan takes no lock");
                case ADOPT -> adoption.adopt(steps, request, session);
                case RETIRE -> archive.retire(steps.run(), session);
                case UNDO -> archive.undo(steps.run(), session, begunBefore);
            };
            return ending(steps, ending);
        }

        @Override
        public Outcome failed(RunFailure failure) {
            steps.failed(Failures.of(failure, null));
            return new Outcome.Failed(Failures.of(failure, null));
        }

        @Override
        public void waits() {
            begunBefore = true;
            steps.setBack();
        }
    }
}
