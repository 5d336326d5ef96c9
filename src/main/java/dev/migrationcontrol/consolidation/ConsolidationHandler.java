package dev.migrationcontrol.consolidation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.operation.Failure;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.Outcome;
import dev.migrationcontrol.rehearsal.ScratchUnavailable;
import dev.migrationcontrol.rehearsal.ScriptFailed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes one step of a consolidation. */
@ApplicationScoped
class ConsolidationHandler implements OperationHandler {
    static final String TYPE = "CONSOLIDATION";

    private final AdoptionSteps adoption;
    private final ArchiveSteps archive;
    private final ObjectMapper mapper;

    ConsolidationHandler(AdoptionSteps adoption, ArchiveSteps archive, ObjectMapper mapper) {
        this.adoption = adoption;
        this.archive = archive;
        this.mapper = mapper;
    }

    /** How a step ended: its result, and why it failed if it did. */
    record Ending(ConsolidationResult result, @Nullable Failure failure) {
        static Ending well(ConsolidationResult result) {
            return new Ending(result, null);
        }

        static Ending badly(ConsolidationResult result, Obstacle obstacle) {
            return new Ending(result, Failure.of(obstacle.slug(), obstacle.detail(), null));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Outcome execute(OperationRun run) {
        ConsolidationRequest request = request(run);
        Steps steps = Steps.begin(run, request.requireMode());
        try {
            Ending ending = switch (request.requireMode()) {
                case PLAN -> adoption.plan(steps, request);
                case ADOPT -> adoption.adopt(steps, request);
                case RETIRE -> archive.retire(steps);
                case UNDO -> archive.undo(steps);
            };
            return outcome(steps, ending);
        } catch (RunFailure e) {
            return failed(steps, Failures.of(e, null));
        } catch (ScriptFailed e) {
            return failed(steps, Failures.of(e.why(), e.scriptName()));
        } catch (ScratchUnavailable e) {
            return failed(steps, Failure.of("scratch-unavailable", e.message(), null));
        } catch (SQLException e) {
            return failed(steps, Failure.of("unreachable", String.valueOf(e.getMessage()), null));
        }
    }

    private Outcome outcome(Steps steps, Ending ending) {
        Map<String, Object> result = mapper.convertValue(ending.result(), new TypeReference<>() {});
        Failure failure = ending.failure();
        if (failure == null) {
            steps.succeeded();
            return new Outcome.Succeeded(result);
        }
        steps.failed(failure);
        return new Outcome.Failed(failure, result);
    }

    private static Outcome failed(Steps steps, Failure failure) {
        steps.failed(failure);
        return new Outcome.Failed(failure);
    }

    /** Each step is one transaction, and the target itself keeps its record: so it is looked at. */
    @Override
    public Outcome reconcile(OperationRun run) {
        ConsolidationRequest request = request(run);
        try {
            if (archive.isDone(run, request.requireMode())) {
                Stage stage = archive.stage(run);
                return new Outcome.Succeeded(
                        mapper.convertValue(ConsolidationResult.of(stage, List.of()), new TypeReference<>() {}));
            }
            return new Outcome.Interrupted(Failure.of(
                    "interrupted",
                    "The executor died before the step was committed: nothing was changed.",
                    "Ask again."));
        } catch (SQLException e) {
            return new Outcome.Interrupted(Failure.of(
                    "interrupted",
                    "The executor died, and what it did could not be looked up: " + e.getMessage(),
                    "Ask for a plan: it tells how far the consolidation is."));
        }
    }

    private ConsolidationRequest request(OperationRun run) {
        return mapper.convertValue(run.operation().request(), ConsolidationRequest.class);
    }
}
