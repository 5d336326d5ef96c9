package dev.migrationcontrol.environment;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The migrations that an embedded server begins with. */
final class SampleMigrations {
    /** Where an environment's migrations are unless configured. */
    static final String USUAL_LOCATION = "filesystem:migrations";

    private static final String FILESYSTEM = "filesystem:";
    private static final String IN_THE_REPOSITORY = "filesystem:deploy/sample/migrations";
    private static final String PACKAGED = "sample/migrations/V1__create_organisations.sql";

    private SampleMigrations() {}

    /**
     * What is configured; else the repository's, or a folder {@code migrations}, if the service was started where one of
     * them is; else where {@link #unpack} puts the sample that travels with the service.
     */
    static String location(EmbeddedConfig config) {
        return config.sampleLocations()
                .or(() -> Stream.of(IN_THE_REPOSITORY, USUAL_LOCATION)
                        .filter(SampleMigrations::isPresent)
                        .findFirst())
                .orElseGet(() -> unpacked(config));
    }

    /** Next to the data, since the folder that the service was started in is not its own. */
    private static String unpacked(EmbeddedConfig config) {
        return FILESYSTEM + folder(config);
    }

    private static Path folder(EmbeddedConfig config) {
        return config.dataDirectory().toAbsolutePath().normalize().resolveSibling("sample-migrations");
    }

    private static boolean isPresent(String location) {
        return Files.isDirectory(Path.of(location.substring(FILESYSTEM.length())));
    }

    /** Writes the sample where it is asked for; a file that was changed there is written anew, others are left alone. */
    static void unpack(EmbeddedConfig config, List<String> locations) {
        if (locations.contains(unpacked(config))) {
            URL packaged = SampleMigrations.class.getClassLoader().getResource(PACKAGED);
            Path folder = folder(config);
            ClassPathUtils.consumeAsPath(Objects.requireNonNull(packaged), first -> copy(first, folder));
        }
    }

    private static void copy(Path first, Path folder) {
        try (Stream<Path> files = Files.list(Objects.requireNonNull(first.getParent()))) {
            Files.createDirectories(folder);
            for (Path file : files.toList()) {
                byte[] content = Files.readAllBytes(file);
                Path copy = folder.resolve(String.valueOf(file.getFileName()));
                if (!Files.exists(copy) || !Arrays.equals(content, Files.readAllBytes(copy))) {
                    Files.write(copy, content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
