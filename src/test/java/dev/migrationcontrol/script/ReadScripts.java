package dev.migrationcontrol.script;

import dev.migrationcontrol.environment.Environment;

/** The scripts of an environment, read without what the service keeps of them. */
public final class ReadScripts {
    private ReadScripts() {}

    public static ResolvedScripts of(Environment environment) {
        return ScriptReader.read(environment);
    }
}
