package dev.migrationcontrol.execution;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.ExecutionPolicy;
import dev.migrationcontrol.environment.ExecutionPolicy.OnBusy;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Secret;
import dev.migrationcontrol.execution.preflight.SessionLimits;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.script.ScriptCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A folder of scripts and a database of its own, as operations work on them. */
public final class Targets {
    private final Path folder;
    private final Database database;
    int attempts = 3;
    Duration budget = Duration.ofSeconds(20);
    boolean resume = true;

    private Targets(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    static Targets at(Path folder) {
        return new Targets(folder, TestServer.database(TestServer.createDatabase()));
    }

    /** At whose port nothing listens. */
    static Targets unreachable(Path folder) {
        return new Targets(
                folder, new Database(List.of(new HostPort("127.0.0.1", 1)), "x", "x", new Secret<>("x"), Map.of()));
    }

    public static Environment environment(String name, boolean isProtected) {
        return new Environment(
                name,
                new Database(List.of(new HostPort("127.0.0.1", 1)), "x", "x", new Secret<>("x"), Map.of()),
                null,
                "X",
                policy(isProtected, "x", ExecutionPolicy.DEFAULT));
    }

    Targets script(String name, String sql) {
        try {
            Files.writeString(folder.resolve(name), sql);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The target of an attempt, with the scripts as they are now. */
    Target of(OperationRun run) {
        ExecutionPolicy execution = new ExecutionPolicy(OnBusy.REFUSE, 0, attempts, budget, 0, Duration.ZERO, resume);
        Environment environment =
                new Environment("billing", database, null, "X", policy(false, "filesystem:" + folder, execution));
        return SessionLimits.AS_POLICY.target(environment, ScriptCatalog.readOnce(environment), run);
    }

    void execute(String sql) {
        TestServer.execute(database.name(), sql);
    }

    List<String> query(String sql) {
        return TestServer.query(database.name(), sql);
    }

    private static Policy policy(boolean isProtected, String location, ExecutionPolicy execution) {
        return new Policy(
                100,
                isProtected,
                List.of("public"),
                "flyway_schema_history",
                List.of(location),
                Map.of(),
                false,
                false,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                execution);
    }
}
