package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.scratch.LeasedDatabases;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Leases test databases and takes them back. */
@Singleton
final class TestDatabases {
    /** Where an environment of the embedded server says that it comes from, and the one of them that is for tests. */
    private static final String EMBEDDED = "embedded";

    private static final String USUAL = "test";

    /** As long as it may take to build one, a lease keeps its place even where its own time is shorter. */
    private static final Duration BUILDING = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(TestDatabases.class);

    private final Environments environments;
    private final TestDatabaseStore store;
    private final MigratedCopies copies;
    private final LeasedDatabases leased;
    private final TestDatabaseConfig config;
    private final Access access;
    private final Clock clock;

    TestDatabases(
            Environments environments,
            TestDatabaseStore store,
            MigratedCopies copies,
            LeasedDatabases leased,
            TestDatabaseConfig config,
            Access access,
            Clock clock) {
        this.environments = environments;
        this.store = store;
        this.copies = copies;
        this.leased = leased;
        this.config = config;
        this.access = access;
        this.clock = clock;
    }

    /** Leases one. Blocks as long as it takes to build it. */
    TestDatabaseDescription lease(TestDatabaseRequest request) {
        Environment environment = environments.require(request.requireEnvironment());
        access.require(Verb.PLAN, environment.name());
        Duration time = request.requireTimeToLive(config.longest());
        if (!isForTests(environment)) {
            throw new NotForTests(environment.name());
        }
        Instant now = now();
        TestDatabase place = new TestDatabase(
                UUID.randomUUID(),
                environment.name(),
                access.caller().id(),
                now,
                now.plus(time).plus(BUILDING));
        if (!store.reserve(place, config.most())) {
            throw new TooManyTestDatabases(environment.name(), config.most());
        }
        try {
            Instant until = build(environment, place, time);
            TestDatabase lease =
                    new TestDatabase(place.id(), place.environment(), place.leasedBy(), place.leasedAt(), until);
            return TestDatabaseDescription.of(lease, leased.at(environment, lease.digits()));
        } catch (RuntimeException e) {
            store.forget(place.id());
            throw e;
        }
    }

    /** As the configuration says; a protected environment never is, whatever else is said of it. */
    private boolean isForTests(Environment environment) {
        boolean named = config.environments()
                .map(names -> names.contains(environment.name()))
                .orElseGet(() -> environment.name().equals(USUAL)
                        && environment.variable().equals(EMBEDDED));
        return named && !environment.policy().isProtected();
    }

    private Instant build(Environment environment, TestDatabase place, Duration time) {
        try (ReplayedDatabases.Replayed built = copies.build(environment)) {
            Instant until = now().plus(time);
            leased.lease(built.database(), environment, place.digits(), until);
            if (!store.ready(place.id(), until)) {
                leased.drop(environment, place.digits());
                throw TestDatabaseUnavailable.ofServer("It took too long to build the database. Ask again: what was"
                        + " built is kept as a template.");
            }
            return until;
        } catch (SQLException e) {
            throw TestDatabaseUnavailable.ofServer("The database cannot be left on the server: " + e.getMessage());
        }
    }

    /** Those of the environments that the caller may view. */
    List<TestDatabaseDescription> list() {
        Set<String> visible = access.visible();
        return store.all(clock.instant()).stream()
                .filter(each -> visible.contains(each.environment()))
                .flatMap(each ->
                        environments.find(each.environment()).stream().map(environment -> describe(each, environment)))
                .toList();
    }

    private TestDatabaseDescription describe(TestDatabase lease, Environment environment) {
        Database where = leased.at(environment, lease.digits());
        return TestDatabaseDescription.of(lease, where);
    }

    /** Takes one back before its time, and drops it with its sessions. */
    void giveBack(UUID id) {
        TestDatabase lease = store.find(id, clock.instant())
                .filter(each -> access.views(List.of(each.environment())))
                .orElseThrow(() -> new UnknownTestDatabase(id));
        access.require(Verb.PLAN, lease.environment());
        Environment environment = environments.require(lease.environment());
        try {
            leased.drop(environment, lease.digits());
        } catch (SQLException e) {
            throw TestDatabaseUnavailable.ofServer(
                    "The test database is not dropped now, but when its time is over: " + e.getMessage());
        }
        store.forget(id);
    }

    /** Drops what is over, also what a replica has left that died. Blocks. */
    void reap() {
        Set<String> leasing = store.environments();
        for (Environment environment : environments.all()) {
            if (!isForTests(environment) && !leasing.contains(environment.name())) {
                continue;
            }
            Instant now = clock.instant();
            try {
                leased.dropExpired(environment, now);
                store.forgetExpired(environment.name(), now);
            } catch (SQLException e) {
                LOG.debugf(
                        "No test database was looked for on the server of %s: %s", environment.name(), e.getMessage());
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
