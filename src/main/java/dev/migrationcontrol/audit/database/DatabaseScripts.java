package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.ScriptsUnreadable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that are configured for an environment, with their texts.
 *
 * @param texts of the {@code V}, {@code R} and {@code B} scripts in SQL, by their names
 * @param unreadable why there are none; null where they could be read
 * @param manifest of the conversion that made them
 */
record DatabaseScripts(
        Scripts scripts,
        Map<String, String> texts,
        @Nullable String unreadable,
        DatabaseManifest manifest) {
    static DatabaseScripts of(Environment environment, ScriptCatalog catalog) {
        DatabaseManifest manifest = DatabaseManifest.of(environment);
        try {
            ResolvedScripts resolved = catalog.readFresh(environment);
            Map<String, String> texts = new LinkedHashMap<>();
            Stream.of(Script.Kind.VERSIONED, Script.Kind.REPEATABLE, Script.Kind.BASELINE)
                    .flatMap(kind -> resolved.scripts().of(kind).stream())
                    .filter(script -> script.type().startsWith("SQL"))
                    .forEach(script -> texts.put(script.name(), resolved.textOf(script)));
            return new DatabaseScripts(resolved.scripts(), texts, null, manifest);
        } catch (ScriptsUnreadable refusal) {
            return new DatabaseScripts(Scripts.NONE, Map.of(), refusal.detail(), manifest);
        }
    }
}
