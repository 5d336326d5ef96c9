package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.ScriptsUnreadable;
import dev.migrationcontrol.system.MigrationSystems;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of an environment, or why they cannot be read.
 *
 * @param scripts none where they cannot be read
 */
record LoadedScripts(Scripts scripts, @Nullable String unreadable) {
    /** Never a failure: what keeps them from being read is an answer. */
    static Uni<LoadedScripts> of(Environment environment, ScriptCatalog catalog) {
        return Uni.createFrom()
                .completionStage(() -> catalog.look(environment))
                .map(scripts -> new LoadedScripts(scripts, null))
                .onFailure()
                .recoverWithItem(LoadedScripts::unreadable);
    }

    /** What runs the next upgrade; null where the scripts cannot be read. */
    @Nullable
    String runner() {
        if (unreadable != null) {
            return null;
        }
        return scripts.stockOnly().isEmpty() ? "migration-control" : MigrationSystems.FLYWAY;
    }

    private static LoadedScripts unreadable(Throwable failure) {
        return new LoadedScripts(
                Scripts.NONE,
                failure instanceof ScriptsUnreadable refusal ? refusal.detail() : "The scripts could not be read.");
    }
}
