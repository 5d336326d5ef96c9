package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Environment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at databases without blocking, creating or changing anything. */
@ApplicationScoped
public class DatabaseProbe {
    private final Vertx vertx;
    private final Map<Environment, ObservedDatabase> databases = new ConcurrentHashMap<>();

    DatabaseProbe(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Looks at the environment's database, or its replica where it has one.
     *
     * @return never a failure: an unreachable database is an observation; within the policy's status timeout
     */
    public Uni<Observation> observe(Environment environment) {
        return databases
                .computeIfAbsent(environment, added -> new ObservedDatabase(vertx, added))
                .observe();
    }

    @PreDestroy
    void close() {
        databases.values().forEach(ObservedDatabase::close);
    }
}
