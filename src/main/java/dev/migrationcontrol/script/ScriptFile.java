package dev.migrationcontrol.script;

import java.nio.file.Path;
import java.util.Locale;
import org.flywaydb.core.api.Location;

/**
 * A file below one of an environment's locations.
 *
 * @param path as Flyway spells it, below the location as it is configured
 * @param name the path below the location, as Flyway writes it into the history
 */
record ScriptFile(Location location, Path path, String name) {
    static ScriptFile of(Location location, Path path) {
        return new ScriptFile(
                location, path, location.getPathRelativeToThis(path.toString()).replace('\\', '/'));
    }

    /** Whether the service reads it whole: a script, or settings of one. */
    boolean isText() {
        return name.toLowerCase(Locale.ROOT).matches("(?s).*\\.(sql|conf)");
    }

    /** The last part of the name, which says what the file is. */
    String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
