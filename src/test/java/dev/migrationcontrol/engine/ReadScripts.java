package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Environment;

/** The scripts of an environment, read without what the service keeps of them. */
final class ReadScripts {
    private ReadScripts() {}

    static ResolvedScripts of(Environment environment) {
        return ScriptReader.read(environment);
    }
}
