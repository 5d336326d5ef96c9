package dev.migrationcontrol.engine;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.ExecutionPolicy;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A folder of scripts and the settings under which they run. */
public final class Project {
    final Path folder;
    List<String> schemas = List.of("public");
    String historyTable = "flyway_schema_history";
    public List<String> locations;
    Map<String, String> placeholders = Map.of();
    boolean mixed;
    boolean outOfOrder;
    Duration lockTimeout = Duration.ofSeconds(2);
    Duration statementTimeout = Duration.ofMinutes(1);
    Duration lockWait = Duration.ofSeconds(30);

    public Project(Path folder) {
        this.folder = folder;
        this.locations = List.of("filesystem:" + folder);
    }

    public Project write(String name, String... lines) {
        return write(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    public Project write(String name, byte[] content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Project remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Environment environment(String database) {
        return environment(TestServer.database(database));
    }

    public Environment environment(Database database) {
        Policy policy = new Policy(
                100,
                false,
                schemas,
                historyTable,
                locations,
                placeholders,
                mixed,
                outOfOrder,
                lockTimeout,
                statementTimeout,
                Duration.ofSeconds(5),
                lockWait,
                ExecutionPolicy.DEFAULT);
        return new Environment("test", database, null, "TEST_DATABASE_URL", policy);
    }
}
