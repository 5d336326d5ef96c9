package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Secret;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A probe, and environments to point it at. */
public final class Probing implements AutoCloseable {
    static final String PASSWORD = "canary-secret";
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final Vertx VERTX = Vertx.vertx();

    final DatabaseProbe probe = new DatabaseProbe(VERTX);

    public static Environment environment(Database database, String... schemas) {
        return environment(database, Duration.ofSeconds(5), schemas);
    }

    public static Environment environment(Database database, Duration statusTimeout, String... schemas) {
        Policy defaults = Policy.defaults(List.of("filesystem:nowhere"));
        Policy policy = new Policy(
                defaults.displayOrder(),
                defaults.isProtected(),
                schemas.length == 0 ? defaults.schemas() : Arrays.asList(schemas),
                defaults.historyTable(),
                defaults.locations(),
                Map.of(),
                false,
                false,
                defaults.lockTimeout(),
                defaults.statementTimeout(),
                statusTimeout,
                defaults.lockWait(),
                defaults.execution());
        return new Environment("test", database, null, "TEST_DATABASE_URL", policy);
    }

    static Database at(String name, Map<String, String> parameters, int... ports) {
        List<HostPort> hosts = Arrays.stream(ports)
                .mapToObj(port -> new HostPort("127.0.0.1", port))
                .toList();
        return new Database(hosts, name, "postgres", new Secret<>(PASSWORD), parameters);
    }

    Observation observe(Environment environment) {
        return probe.observe(environment).await().atMost(AT_MOST);
    }

    public Reachable reach(Environment environment) {
        Observation observation = observe(environment);
        assertThat(observation).isInstanceOf(Reachable.class);
        return (Reachable) observation;
    }

    Unreachable miss(Environment environment) {
        Observation observation = observe(environment);
        assertThat(observation).isInstanceOf(Unreachable.class);
        assertThat(observation.toString()).doesNotContain(PASSWORD);
        return (Unreachable) observation;
    }

    @Override
    public void close() {
        probe.close();
    }
}
