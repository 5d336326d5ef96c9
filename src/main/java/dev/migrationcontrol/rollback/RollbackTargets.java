package dev.migrationcontrol.rollback;

import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.state.Step;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns how far a request says into what a plan is made of. */
@ApplicationScoped
class RollbackTargets {
    private final Operations operations;

    RollbackTargets(Operations operations) {
        this.operations = operations;
    }

    /**
     * @throws InvalidRequest when the operation to undo is of another environment, or applied nothing
     */
    RollbackTarget of(String environment, RollbackRequest request) {
        if (request.steps() != null) {
            return new RollbackTarget.Steps(request.steps());
        }
        Version version = RequestFields.version("targetVersion", request.targetVersion());
        if (version != null) {
            return new RollbackTarget.ToVersion(version);
        }
        return new RollbackTarget.Versions(
                applied(environment, operations.require(Objects.requireNonNull(request.operation()))));
    }

    private static List<Version> applied(String environment, Operation operation) {
        if (!environment.equals(operation.environment())) {
            throw new InvalidRequest(
                    "operation", "worked on '" + operation.environment() + "', not on '" + environment + "'");
        }
        List<Version> versions = operation.steps().stream()
                .filter(step -> step.direction() == Step.Direction.UP && step.state() == Step.State.SUCCEEDED)
                .map(Step::version)
                .flatMap(Stream::ofNullable)
                .map(Version::of)
                .toList();
        if (versions.isEmpty()) {
            throw new InvalidRequest("operation", "applied no version, so there is nothing to undo of it");
        }
        return versions;
    }
}
