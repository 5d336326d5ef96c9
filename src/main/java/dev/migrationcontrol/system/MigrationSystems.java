package dev.migrationcontrol.system;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every migration system that is known. Their files are read when the first one is asked for. */
public final class MigrationSystems {
    /** The one that all others are consolidated into. */
    public static final String FLYWAY = "flyway";

    /** A runner that a team wrote itself. */
    public static final String CUSTOM = "custom";

    private static final String DIRECTORY = "dev/migrationcontrol/system";

    private MigrationSystems() {}

    private static final class Read {
        static final List<MigrationSystem> ALL = read();
    }

    /** In the order of their ids. */
    public static List<MigrationSystem> all() {
        return Read.ALL;
    }

    /** Those that source trees can show. */
    public static Stream<MigrationSystem> inTrees() {
        return all().stream().filter(system -> system.tree() != null);
    }

    /** A fact of each system whose trees have it. */
    public static <T> Map<MigrationSystem, T> having(Function<TreeFacts, @Nullable T> fact) {
        Map<MigrationSystem, T> found = new LinkedHashMap<>();
        for (MigrationSystem system : all()) {
            T value = system.tree() == null ? null : fact.apply(system.tree());
            if (value != null) {
                found.put(system, value);
            }
        }
        return found;
    }

    /** The system of this id, or of one that was its id once. */
    public static Optional<MigrationSystem> find(String name) {
        return all().stream()
                .filter(system -> system.id().equals(name) || system.aliases().contains(name))
                .findFirst();
    }

    /** The present id of a system that may be named by one that was its id once; as it is where nothing is known of it. */
    public static String current(String name) {
        return find(String.valueOf(name)).map(MigrationSystem::id).orElse(name);
    }

    /** A system as a sentence names it. */
    public static String spoken(String id) {
        return CUSTOM.equals(id) ? "the custom runner" : id;
    }

    /** A system as the first words of a sentence. */
    public static String subject(String id) {
        return CUSTOM.equals(id) ? "The custom runner" : id;
    }

    /** @throws IllegalArgumentException when there is none of this id */
    public static MigrationSystem named(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException(id));
    }

    private static List<MigrationSystem> read() {
        List<MigrationSystem> systems = new ArrayList<>();
        ObjectReader reader = reader();
        try {
            ClassPathUtils.consumeAsPaths(MigrationSystems.class.getClassLoader(), DIRECTORY, directory -> {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.yaml")) {
                    for (Path file : files) {
                        systems.add(reader.readValue(Files.readAllBytes(file)));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        systems.sort(Comparator.comparing(MigrationSystem::id));
        return List.copyOf(systems);
    }

    /** Refuses keys that no record has. */
    static ObjectReader reader() {
        YAMLMapper mapper = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        JsonSetter.Value empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        List.of(List.class, Set.class, Map.class)
                .forEach(type -> mapper.configOverride(type).setSetterInfo(empty));
        return mapper.readerFor(MigrationSystem.class);
    }
}
