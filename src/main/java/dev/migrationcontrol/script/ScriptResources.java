package dev.migrationcontrol.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.scanner.Scanner;
import org.flywaydb.core.internal.scanner.filesystem.FileSystemScanner;
import org.flywaydb.core.internal.util.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * The resources of an environment as Flyway asks for them: the files that were found, and what is on the classpath. Flyway
 * 13.12 finds a resource by its name in any case, so that of two names that differ in case one would run twice; here the
 * exact name comes first.
 */
final class ScriptResources implements ResourceProvider {
    private final List<LoadableResource> resources = new ArrayList<>();
    private final Map<String, LoadableResource> byName = new HashMap<>();
    private final Map<String, LoadableResource> byNameInAnyCase = new HashMap<>();

    ScriptResources(FluentConfiguration configuration, List<ScriptFile> files) {
        FileSystemScanner folders = new FileSystemScanner(configuration);
        for (ScriptFile file : files) {
            resources.add(folders.getResource(file.location(), file.path().toString()));
        }
        resources.addAll(classpath(configuration).getResources("", ""));
        for (LoadableResource resource : resources) {
            String name = resource.getRelativePath();
            byName.put(name, resource);
            byNameInAnyCase.put(name.toLowerCase(Locale.ROOT), resource);
        }
    }

    /** What Flyway's own scanner finds in the locations that are no folders. */
    static Scanner<JavaMigration> classpath(FluentConfiguration configuration) {
        Location[] others = Arrays.stream(configuration.getLocations())
                .filter(location -> !ScriptWalk.isFolder(location))
                .toArray(Location[]::new);
        return new Scanner<>(JavaMigration.class, configuration, others);
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        LoadableResource exact = byName.get(name);
        return exact == null ? byNameInAnyCase.get(name.toLowerCase(Locale.ROOT)) : exact;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String... suffixes) {
        return resources.stream()
                .filter(resource -> StringUtils.startsAndEndsWith(resource.getFilename(), prefix, suffixes))
                .toList();
    }
}
