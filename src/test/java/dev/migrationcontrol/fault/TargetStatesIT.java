package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are full, read-only, or replaced by a server that lacks the last commits; with the default heartbeat. */
class TargetStatesIT {
    /** The environments with settings of their own, far from those that {@link Ground#nextEnvironment} gives. */
    private static final String FULL = "e80";

    private static final String IMPATIENT = "e79";

    @TempDir
    private static Path folder;

    private static Ground ground;

    @BeforeAll
    static void begin() {
        Gates.write(
                folder.resolve("full"),
                "V1__full.sql",
                "CREATE TABLE a ();\nCOPY (SELECT generate_series(1, 100000)) TO '/dev/full';\n");
        ground = new Ground(
                folder,
                Map.of(
                        "MIGRATION_CONTROL_OPERATIONS_HEARTBEAT", "4s",
                        "MIGRATION_CONTROL_ENVIRONMENTS_E80_LOCATIONS", "filesystem:" + folder.resolve("full"),
                        "MIGRATION_CONTROL_ENVIRONMENTS_E79_RETRY_BUDGET", "2s"));
    }

    @AfterAll
    static void end() throws IOException {
        ground.close();
    }

    @Test
    void aFullDiskLeavesTheDatabaseAsItWas() {
        Gates gates = new Gates(ground.targets, FULL);
        Answer ended = ground.awaitEnd(accept(FULL).id());
        assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("FAILED");
        assertThat(ended.text("/failure/sqlState")).isEqualTo("53100");
        assertThat(ended.text("/failure/effect")).contains("rolled back");
        assertThat(gates.history()).isEmpty();
        assertThat(ground.targets.query(FULL, "SELECT 1 FROM pg_class WHERE relname = 'a'"))
                .isEmpty();
    }

    @Test
    void aServerThatIsReadOnlyForAWhileIsWaitedFor() {
        String environment = ground.nextEnvironment();
        Gates gates = becomeReadOnlyInStepTwo(environment);
        Answer accepted = ground.look(newest(environment));
        Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        assertThat(ground.look(accepted.id()).state()).isEqualTo("RUNNING");
        ground.targets.execute("postgres", "ALTER DATABASE " + environment + " RESET default_transaction_read_only");
        gates.openAll();
        Answer ended = ground.awaitEnd(accepted.id());
        assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("SUCCEEDED");
        assertThat(gates.history()).containsExactly("SQL 1", "SQL 2", "SQL 3", "SQL 4");
    }

    @Test
    void aServerThatStaysReadOnlyEndsTheOperationWithExactSteps() {
        Gates gates = becomeReadOnlyInStepTwo(IMPATIENT);
        Answer ended = ground.awaitEnd(newest(IMPATIENT));
        assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("FAILED");
        assertThat(ended.text("/failure/reason")).isEqualTo("read-only");
        assertThat(ended.text("/steps/0/state")).isEqualTo("SUCCEEDED");
        assertThat(ended.text("/steps/1/state")).isEqualTo("NOT_RUN");
        assertThat(gates.history()).containsExactly("SQL 1");
    }

    @Test
    void aKilledReplicaIsTakenOverWithinHalfAMinute() {
        String environment = ground.nextEnvironment();
        Gates gates = new Gates(ground.targets, environment);
        Answer accepted = accept(environment);
        gates.awaitSomeoneAt();
        ground.first.kill();
        Awaitility.await("the other replica takes over")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.look(accepted.id()).body().path("attempt").asInt() == 2
                        && !gates.sleepers().isEmpty());
        gates.openAll();
        assertThat(ground.awaitEnd(accepted.id()).state()).isEqualTo("SUCCEEDED");
        ground.first.restart().awaitReady();
    }

    @Test
    void aFailoverThatLosesACommitIsSaid() {
        String environment = ground.nextEnvironment();
        Gates gates = new Gates(ground.targets, environment);
        ground.targets.stopImmediately();
        Path standby = folder.resolve("standby");
        copy(ground.targets.data(), standby);
        ground.targets.startAgain();

        gates.open(1);
        Answer accepted = accept(environment);
        Awaitility.await().until(() -> ground.look(accepted.id()).text("/steps/0/state"), "SUCCEEDED"::equals);
        gates.awaitSomeoneAt();
        ground.targets.stopImmediately();
        ground.targets.startAgain(standby);

        Answer ended = ground.awaitEnd(accepted.id());
        assertThat(ended.state()).describedAs(ended.toString()).isEqualTo("FAILED");
        assertThat(ended.text("/failure/reason")).isEqualTo("history-lost");
        assertThat(ended.text("/failure/message")).contains("V1__step.sql");
        assertThat(ground.first
                        .get("/api/v1/environments/" + environment + "/status")
                        .text("/state"))
                .as("the gates are objects of another schema")
                .isEqualTo("UNMANAGED");

        gates.openAll();
        assertThat(ground.awaitEnd(accept(environment).id()).state()).isEqualTo("SUCCEEDED");
    }

    private static Gates becomeReadOnlyInStepTwo(String environment) {
        Gates gates = new Gates(ground.targets, environment);
        gates.open(1);
        accept(environment);
        Awaitility.await().until(() -> gates.tables(), tables -> tables.contains("t1b"));
        long backend = gates.awaitSomeoneAt();
        ground.targets.execute("postgres", "ALTER DATABASE " + environment + " SET default_transaction_read_only = on");
        ground.targets.execute("postgres", "SELECT pg_terminate_backend(" + backend + ")");
        return gates;
    }

    private static Answer accept(String environment) {
        Answer accepted = ground.acceptOnFirst("/api/v1/environments/" + environment + "/upgrades", "{}");
        assertThat(accepted.status()).describedAs(accepted.toString()).isEqualTo(202);
        return accepted;
    }

    private static String newest(String environment) {
        return ground.first.get("/api/v1/operations?environment=" + environment).text("/items/0/id");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
