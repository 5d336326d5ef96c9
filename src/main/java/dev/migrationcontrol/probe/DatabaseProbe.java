package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks at databases without blocking, creating or changing anything. */
@ApplicationScoped
public class DatabaseProbe {
    private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);

    private final Vertx vertx;
    private final Map<Key, ObservedDatabase> databases = new ConcurrentHashMap<>();
    private final Map<List<HostPort>, ServerSlots> servers = new ConcurrentHashMap<>();
    private final PlainServers plain = new PlainServers();

    DatabaseProbe(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Looks at the environment's database, or its replica where it has one that is up to date.
     *
     * @return never a failure: an unreachable database is an observation; within the policy's status timeout, which
     *     begins when a connection to the server is free for it
     */
    public Uni<Observation> observe(Environment environment) {
        long started = System.nanoTime();
        return Uni.createFrom().deferred(() -> look(environment)).onFailure().recoverWithItem(failure -> {
            LOG.errorf(failure, "The database of %s could not be checked", environment.name());
            return UnreachableReason.of(failure, Reading.since(started));
        });
    }

    private Uni<Observation> look(Environment environment) {
        ObservedDatabase primary = at(environment, environment.database());
        Database replica = environment.readDatabase();
        return replica == null ? primary.observe() : new ReplicaLook(primary, at(environment, replica)).observe();
    }

    private ObservedDatabase at(Environment environment, Database database) {
        return databases.computeIfAbsent(new Key(environment.policy(), database), this::added);
    }

    private ObservedDatabase added(Key key) {
        List<HostPort> server = key.database().hosts();
        return new ObservedDatabase(
                vertx,
                plain,
                key.database(),
                key.policy(),
                servers.computeIfAbsent(server, first -> new ServerSlots()));
    }

    private record Key(Policy policy, Database database) {}

    /** While the event loops still run, which they no longer do when beans are destroyed. */
    void stop(@Observes ShutdownEvent event) {
        close();
    }

    void close() {
        CompletableFuture.allOf(
                        databases.values().stream().map(ObservedDatabase::close).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                .join();
    }
}
