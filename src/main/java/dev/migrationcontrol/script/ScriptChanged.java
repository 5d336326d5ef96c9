package dev.migrationcontrol.script;

import org.flywaydb.core.api.FlywayException;

/** A file no longer has the text that the plan was made from. Flyway passes it on, wherever it read the file. */
public final class ScriptChanged extends FlywayException {
    private static final long serialVersionUID = 1L;

    ScriptChanged(String file) {
        super(file
                + " was changed or removed after the scripts were read for this work. Ask again, so that its new text"
                + " is planned.");
    }
}
