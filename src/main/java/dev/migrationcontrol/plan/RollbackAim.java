package dev.migrationcontrol.plan;

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
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns how far a request says into what a plan is made of. */
@ApplicationScoped
public class RollbackAim {
    private final Operations operations;

    RollbackAim(Operations operations) {
        this.operations = operations;
    }

    /**
     * @throws InvalidRequest when the operation to undo is of another environment, or applied nothing
     */
    public RollbackTarget of(
            String environment, @Nullable Integer steps, @Nullable String targetVersion, @Nullable UUID operation) {
        int said = (steps == null ? 0 : 1) + (targetVersion == null ? 0 : 1) + (operation == null ? 0 : 1);
        if (said != 1) {
            throw new InvalidRequest(
                    "steps", "must be given, or targetVersion, or operation: exactly one of the three");
        }
        if (steps != null) {
            if (steps < 1) {
                throw new InvalidRequest("steps", "must be at least 1");
            }
            return new RollbackTarget.Steps(steps);
        }
        Version version = RequestFields.version("targetVersion", targetVersion);
        if (version != null) {
            return new RollbackTarget.ToVersion(version);
        }
        return new RollbackTarget.Versions(applied(environment, operations.require(Objects.requireNonNull(operation))));
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
