package dev.migrationcontrol.environment;

import java.nio.file.Files;
import java.nio.file.Path;

/** The migrations that an embedded server begins with. */
final class SampleMigrations {
    /** Where an environment's migrations are unless configured. */
    static final String USUAL_LOCATION = "filesystem:migrations";

    private static final String FILESYSTEM = "filesystem:";

    private SampleMigrations() {}

    /** Whether the folder exists; it does not if the service was started elsewhere than in its repository. */
    static boolean arePresent(String location) {
        return !location.startsWith(FILESYSTEM) || Files.isDirectory(Path.of(location.substring(FILESYSTEM.length())));
    }
}
