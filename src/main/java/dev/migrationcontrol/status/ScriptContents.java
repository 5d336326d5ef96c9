package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.state.PlannedStep;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the texts of scripts, and whether they are what ran. */
@ApplicationScoped
class ScriptContents {
    private final ScriptCatalog catalog;
    private final Migrations migrations;
    private final Operations operations;

    ScriptContents(ScriptCatalog catalog, Migrations migrations, Operations operations) {
        this.catalog = catalog;
        this.migrations = migrations;
        this.operations = operations;
    }

    /**
     * The text of a script. Blocks.
     *
     * @param operation an operation that ran it or was to; null for what the history says
     * @throws Refusal when there is no such script or operation, or the files cannot be read
     */
    ScriptContent of(Environment environment, String name, @Nullable UUID operation) {
        if (operation != null) {
            operations.requireVisible(operation);
        }
        ResolvedScripts scripts = catalog.readFresh(environment);
        Script script = Arrays.stream(Script.Kind.values())
                .flatMap(kind -> scripts.scripts().of(kind).stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownScript(environment.name(), name));
        ScriptContent.Ran ran = operation == null ? inHistory(environment, script) : inOperation(operation, script);
        return ScriptContent.of(script, ran, scripts.textOf(script));
    }

    private ScriptContent.Ran inOperation(UUID operation, Script script) {
        Optional<PlannedStep> step = operations.planned(operation).stream()
                .filter(each -> each.script().equals(script.name()))
                .findFirst();
        if (step.isEmpty() || script.checksum() == null) {
            return ScriptContent.Ran.UNKNOWN;
        }
        return script.matches(step.get().checksum()) ? ScriptContent.Ran.SAME : ScriptContent.Ran.CHANGED;
    }

    private ScriptContent.Ran inHistory(Environment environment, Script script) {
        if (script.kind() == Script.Kind.UNDO || script.kind() == Script.Kind.CALLBACK) {
            return ScriptContent.Ran.UNKNOWN;
        }
        try {
            return migrations.of(environment).await().atMost(Duration.ofSeconds(30)).stream()
                    .filter(each -> each.script().equals(script.name()))
                    .findFirst()
                    .map(each -> ran(each, script))
                    .orElse(ScriptContent.Ran.NOT_RUN);
        } catch (Refusal unknown) {
            return ScriptContent.Ran.UNKNOWN;
        }
    }

    private static ScriptContent.Ran ran(MigrationEntry entry, Script script) {
        if (entry.installedAt() == null) {
            return ScriptContent.Ran.NOT_RUN;
        }
        return script.matches(entry.checksum()) ? ScriptContent.Ran.SAME : ScriptContent.Ran.CHANGED;
    }
}
