package dev.migrationcontrol.baseline;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.PlanRefused;
import dev.migrationcontrol.execution.preflight.ConfirmationRequired;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.planner.BaselinePlanner;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Accepts baselines. */
@ApplicationScoped
class Baselines {
    private final Environments environments;
    private final Preflight preflight;
    private final Operations operations;

    Baselines(Environments environments, Preflight preflight, Operations operations) {
        this.environments = environments;
        this.preflight = preflight;
        this.operations = operations;
    }

    /**
     * Accepts a baseline, or refuses it when the history has a beginning already. Blocks.
     *
     * @param key null when the request has none
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation baseline(String name, BaselineRequest request, @Nullable IdempotencyKey key) {
        Version version = request.requireVersion();
        Environment environment = environments.require(name);
        ConfirmationRequired.check(environment, request.confirm());
        return operations.accept(
                new Operations.Submission(BaselineHandler.TYPE, name, request.reason(), request, key),
                () -> isThere(environment, version, request.describe()));
    }

    private boolean isThere(Environment environment, Version version, String description) {
        History history = preflight.requireChangeable(environment);
        BaselinePlanner.obstacle(history, version, description).ifPresent(blocked -> {
            throw new PlanRefused(blocked);
        });
        return BaselinePlanner.isThere(history, version, description);
    }
}
