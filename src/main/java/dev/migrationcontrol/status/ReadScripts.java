package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.ScriptCatalog;
import dev.migrationcontrol.engine.Scripts;
import dev.migrationcontrol.engine.ScriptsUnreadable;
import dev.migrationcontrol.environment.Environment;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of an environment, or why they cannot be read.
 *
 * @param scripts none where they cannot be read
 */
record ReadScripts(Scripts scripts, @Nullable String unreadable) {
    private static final Scripts NONE = new Scripts(List.of(), List.of(), List.of(), List.of(), "");

    static ReadScripts of(Environment environment, ScriptCatalog catalog) {
        try {
            return new ReadScripts(catalog.read(environment), null);
        } catch (ScriptsUnreadable refusal) {
            return new ReadScripts(NONE, refusal.detail());
        } catch (UncheckedIOException e) {
            return new ReadScripts(NONE, "A file or folder of the scripts cannot be read: " + e.getMessage());
        }
    }
}
