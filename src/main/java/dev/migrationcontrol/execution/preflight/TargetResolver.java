package dev.migrationcontrol.execution.preflight;

import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the target of an operation's run: its environment, with the scripts as they are now. */
@ApplicationScoped
public class TargetResolver {
    private final Environments environments;
    private final ScriptCatalog catalog;

    TargetResolver(Environments environments, ScriptCatalog catalog) {
        this.environments = environments;
        this.catalog = catalog;
    }

    /** The target within the policy's limits. */
    public Target of(OperationRun run) {
        return of(run, SessionLimits.AS_POLICY);
    }

    /** The target within the limits that the request asks for. */
    public Target of(OperationRun run, SessionLimits limits) {
        Environment environment = environments.require(run.operation().requireEnvironment());
        return limits.target(environment, catalog.readFresh(environment, run.begun()), run);
    }
}
