package dev.migrationcontrol.script;

import org.flywaydb.core.api.FlywayException;

/** A script cannot be run as it is written. Flyway passes it on, wherever it asked for the script. */
public final class ScriptInvalid extends FlywayException {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line at which the script is wrong, from 1; 0 when it is no single one */
    ScriptInvalid(int line, String message) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
