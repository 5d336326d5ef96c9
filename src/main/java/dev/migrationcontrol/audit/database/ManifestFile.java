package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.environment.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the manifest of a conversion is: next to the scripts that it made, in an environment's locations. */
public final class ManifestFile {
    /** A larger one is none. */
    public static final long LARGEST = 16L * 1024 * 1024;

    private static final String PREFIX = "filesystem:";
    private static final String NAME = "manifest.json";

    private ManifestFile() {}

    /** Those that are there; there should be one at most. */
    public static List<Path> of(Environment environment) {
        return environment.policy().locations().stream()
                .filter(location -> location.startsWith(PREFIX))
                .map(location -> Path.of(location.substring(PREFIX.length()), NAME))
                .filter(Files::isRegularFile)
                .toList();
    }
}
