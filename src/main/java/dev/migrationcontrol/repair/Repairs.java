package dev.migrationcontrol.repair;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.ConfirmationRequired;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Accepts repairs. */
@ApplicationScoped
class Repairs {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Operations operations;

    Repairs(Environments environments, ScriptCatalog catalog, Preflight preflight, Operations operations) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.operations = operations;
    }

    /**
     * Accepts a repair. Blocks.
     *
     * @param key null when the request has none
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation repair(String name, RepairRequest request, @Nullable IdempotencyKey key) {
        Environment environment = environments.require(name);
        if (!request.isDryRun()) {
            ConfirmationRequired.check(environment, request.confirm());
        }
        return operations.accept(
                new Operations.Submission(RepairHandler.TYPE, name, request.reason(), request, key), () -> {
                    catalog.readFresh(environment);
                    preflight.requireChangeable(environment);
                    return false;
                });
    }
}
