package dev.migrationcontrol.script;

import java.nio.file.Path;
import org.flywaydb.core.api.Location;

/**
 * A file below one of an environment's locations.
 *
 * @param path as Flyway spells it, below the location as it is configured
 * @param name the path below the location, as Flyway writes it into the history
 * @param size in bytes when the folder was looked at
 */
record ScriptFile(Location location, Path path, String name, long size) {
    static ScriptFile of(Location location, Path path, long size) {
        return new ScriptFile(
                location, path, location.getPathRelativeToThis(path.toString()).replace('\\', '/'), size);
    }

    /** Whether the service reads it whole: a script, or settings of one. */
    boolean isText() {
        return endsWith(".sql") || endsWith(".conf");
    }

    private boolean endsWith(String ending) {
        return name.regionMatches(true, name.length() - ending.length(), ending, 0, ending.length());
    }

    /** The last part of the name, which says what the file is. */
    String fileName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
