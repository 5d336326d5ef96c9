package dev.migrationcontrol;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Configures the service under test as an operator would: by database variables, one environment a database. */
public final class ServiceUnderTest implements QuarkusTestResourceLifecycleManager {
    /** Where tests write sources of conversions. */
    public static final Path SOURCES = Path.of("target", "test-sources");

    /** Where the mounted secrets of the service are. */
    public static final Path SECRETS = Path.of("target", "test-secrets");

    /** Who changes the environment {@code restricted}. */
    public static final String RESTRICTED_USER = "restricted_user";

    @Override
    public Map<String, String> start() {
        Map<String, String> variables = new HashMap<>();
        variables.put("CONTROL_DATABASE_URL", url(TestServer.createLastingDatabase()));
        for (String name : TestEnvironment.NAMES) {
            TestEnvironment environment = TestEnvironment.create(name);
            variables.put(variable(name), url(environment.database()));
            variables.put(
                    "migration-control.environments." + name + ".locations", "filesystem:" + environment.folder());
            variables.put("migration-control.environments." + name + ".lock-wait", "1s");
            variables.put("migration-control.environments." + name + ".retry-attempts", "1");
        }
        // The test server trusts every user that it has.
        TestServer.execute(
                "postgres",
                "DO $$ BEGIN CREATE ROLE " + RESTRICTED_USER + " LOGIN; EXCEPTION WHEN duplicate_object THEN END $$");
        variables.put(
                variable("restricted"),
                url(TestEnvironment.database("restricted")).replace("//postgres:", "//" + RESTRICTED_USER + ":"));
        variables.remove(variable("rotated"));
        variables.put(variable("rotated") + "_FILE", rotated().toString());
        variables.put("migration-control.environments.rotated.retry-attempts", "5");
        variables.put("migration-control.environments.schemas.schemas", "public,later");
        variables.put("migration-control.environments.traffic.retry-attempts", "5");
        variables.put("migration-control.environments.traffic.max-blocked-time", "1500ms");
        variables.put("migration-control.environments.cancellations.lock-wait", "20s");
        variables.put("migration-control.environments.beside.history-table", "one_history");
        variables.put("migration-control.environments.guarded.protected", "true");
        variables.put("migration-control.environments.losses.accept-loss", "required");
        variables.put("migration-control.environments.proven.require-proven-undo", "true");
        variables.put("migration-control.environments.guarded.require-plan", "false");
        variables.put("migration-control.environments.rehearsed.require-rehearsal", "true");
        variables.put("migration-control.environments.checks.rules.index-without-concurrently", "error");
        variables.put("migration-control.environments.checks.accepted-rules.add-column-serial", "a nightly window");
        variables.put("migration-control.environments.drifted.drift-accept.public.tolerated", "another team's");
        variables.put("migration-control.environments.drifted.drift-schedule", "30 4 1 1 *");
        variables.put("migration-control.environments.drifted.drift-zone", "Europe/Berlin");
        variables.put("migration-control.environments.queue.on-busy", "queue");
        variables.put("migration-control.environments.queue.queue-limit", "3");
        variables.put("migration-control.test-databases.environments", "leases,guarded");
        variables.put("migration-control.test-databases.most", "3");
        variables.put("migration-control.test-databases.interval", "1s");
        variables.put("migration-control.operations.event-heartbeat", "500ms");
        variables.put("migration-control.journal.refused-per-minute", "100000");
        // Every look is a session in each of the forty databases, which costs the tests a third of the processor.
        variables.put("migration-control.health.environments-interval", "5m");
        variables.put("migration-control.http.limits.body-timeout", "4s");
        variables.put("migration-control.http.limits.streams", "60");
        variables.put("migration-control.http.limits.streams-of-one-operation", "40");
        variables.put(
                variable(TestEnvironment.UNREACHABLE),
                "postgresql://nobody:canary-secret@127.0.0.1:" + closedPort() + "/x");
        variables.put(
                "migration-control.environments." + TestEnvironment.UNREACHABLE + ".locations",
                "filesystem:" + Path.of("deploy/sample/migrations"));
        variables.put(
                "migration-control.consolidation.roots", SOURCES.toAbsolutePath() + "," + Path.of("deploy/sample"));
        variables.put(
                "migration-control.consolidation.tools.alembic",
                CodeTools.alembic().toString());
        variables.put(
                "migration-control.consolidation.tools.django",
                CodeTools.django(
                                url(TestEnvironment.create(CodeTools.THROW_AWAY).database()))
                        .toString());
        variables.put("migration-control.consolidation.tool-timeout", "8s");
        variables.put("migration-control.consolidation.tool-output", "10000");
        variables.put(
                "migration-control.audits.roots",
                Path.of("deploy/sample") + "," + TestEnvironment.TREES.toAbsolutePath());
        variables.put(variable("trees"), urlOfTrialRole(TestEnvironment.database("trees")));
        variables.put("migration-control.audits.scratch-environments", "trees,audits");
        variables.put("migration-control.audits.upload-scratch-environments", "trees");
        return variables;
    }

    /** The file of a role whose password changes while the service runs. */
    private static Path rotated() {
        String database = TestEnvironment.database("rotated");
        RotatedRole role = RotatedRole.create("canary-secret").owning(database);
        System.setProperty("test.rotated.role", role.name());
        try {
            return Files.writeString(
                    Files.createDirectories(SECRETS).resolve("rotated"), role.url(database, "canary-secret"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT) + "_DATABASE_URL";
    }

    private static String url(String database) {
        return "postgresql://postgres:canary-secret@127.0.0.1:" + TestServer.port() + "/" + database;
    }

    /** A role that may create databases and read, and nothing else: scripts of trees are run by no other. */
    private static String urlOfTrialRole(String database) {
        TestServer.execute(
                database,
                "DO $$ BEGIN CREATE ROLE trials LOGIN CREATEDB; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                        + "GRANT pg_read_all_data TO trials");
        return "postgresql://trials:canary-secret@127.0.0.1:" + TestServer.port() + "/" + database;
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // the server ends with the JVM
    }
}
