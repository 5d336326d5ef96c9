package dev.migrationcontrol.repair;

import dev.migrationcontrol.engine.ScriptCatalog;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.Preflight;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import jakarta.enterprise.context.ApplicationScoped;

/** Accepts repairs. */
@ApplicationScoped
public class Repairs {
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
     * @throws dev.migrationcontrol.problem.Refusal one of those that the API documents
     */
    Operation repair(String name, RepairRequest request) {
        Environment environment = environments.require(name);
        operations.requireIdle(name);
        catalog.readFresh(environment);
        preflight.requireChangeable(environment);
        return operations.submit(new Operations.Submission(RepairHandler.TYPE, name, request.reason(), request));
    }
}
