package dev.migrationcontrol.script;

import org.flywaydb.core.api.callback.Event;

/**
 * A script that runs at an event of an upgrade.
 *
 * @param description what follows the event in its name; empty where nothing does
 * @param script the path below its location
 */
public record Callback(Event event, String description, String script) {
    /** What runs it as any other script. */
    public Script asScript() {
        return new Script(Script.Kind.CALLBACK, null, description, script, "SQL", null, null, true);
    }
}
