package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.script.ResolvedScripts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be rehearsed.
 *
 * @param history the history of the environment
 * @param runs the scripts of the plan, in their order
 * @param schemaFrom null for the history where it can be run, else the live schema
 * @param applicationName how sessions name themselves
 */
public record RehearsalOrder(
        Environment environment,
        ResolvedScripts scripts,
        History history,
        List<ScriptRun> runs,
        @Nullable SchemaFrom schemaFrom,
        String applicationName,
        StopSignal stop) {
    public RehearsalOrder {
        runs = List.copyOf(runs);
    }
}
