package dev.migrationcontrol.baseline;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.Version;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.PlanRefused;
import dev.migrationcontrol.execution.Preflight;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.plan.BaselinePlanner;
import jakarta.enterprise.context.ApplicationScoped;

/** Accepts baselines. */
@ApplicationScoped
public class Baselines {
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
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation baseline(String name, BaselineRequest request) {
        Version version = request.requireVersion();
        Environment environment = environments.require(name);
        operations.requireIdle(name);
        History history = preflight.requireChangeable(environment);
        BaselinePlanner.obstacle(history, version, request.describe()).ifPresent(blocked -> {
            throw new PlanRefused(blocked);
        });
        Operations.Submission submission =
                new Operations.Submission(BaselineHandler.TYPE, name, request.reason(), request);
        return BaselinePlanner.isThere(history, version, request.describe())
                ? operations.submitNothingToDo(submission)
                : operations.submit(submission);
    }
}
