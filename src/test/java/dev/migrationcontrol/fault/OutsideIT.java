package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults while a script runs outside of a transaction: it is never run again blindly, and never a success by mistake. */
class OutsideIT {
    private static final String BUILD = "CREATE INDEX CONCURRENTLY orders_id ON orders (id);\n"
            + "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer);\n";

    @TempDir
    private static Path folder;

    private static Ground ground;

    @BeforeAll
    static void begin() {
        ground = new Ground(folder, Map.of("MIGRATION_CONTROL_LOCATIONS", "filesystem:" + folder.resolve("outside")));
    }

    @AfterAll
    static void end() throws IOException {
        ground.close();
    }

    @AfterEach
    void mend() {
        ground.mend();
    }

    enum Fault {
        KILL {
            @Override
            void strike(long backend) {
                ground.first.kill();
            }
        },
        CUT_TARGET {
            @Override
            void strike(long backend) {
                ground.toTargets.cut();
            }
        },
        END_SESSION {
            @Override
            void strike(long backend) {
                ground.targets.execute("postgres", "SELECT pg_terminate_backend(" + backend + ")");
            }
        },
        KILL_SESSION {
            @Override
            void strike(long backend) {
                ground.targets.killBackend(backend);
            }
        },
        STOP_SERVER {
            @Override
            void strike(long backend) {
                ground.targets.stopImmediately();
                ground.targets.startAgain();
            }
        };

        abstract void strike(long backend);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aBuildThatIsCutOffIsSaidToBeHalfDoneAndARepairLeadsOn(Fault fault) throws Exception {
        String environment = prepared(BUILD);
        Answer ended;
        try (Connection other = ground.targets.connect(environment);
                Statement statement = other.createStatement()) {
            Answer accepted = accept(environment);
            awaitBuild(environment, "orders_id", true);
            // The second build cannot come to its end before this transaction does.
            hold(other, statement);
            open(environment);
            fault.strike(awaitInvalid(environment));
            ended = ground.awaitEnd(accepted.id());
        }
        assertThat(ended.state()).describedAs(ended.toString()).isIn("FAILED", "INTERRUPTED");
        assertThat(ended.text("/failure/reason")).isEqualTo("half-done");
        assertThat(ended.text("/failure/step")).isEqualTo("V2__build.sql");
        assertThat(ended.body().at("/failure/statement").asInt()).isEqualTo(3);
        assertThat(ended.text("/failure/effect")).contains("Statements 1 to 2").contains("public.orders_customer");
        assertThat(history(environment)).containsExactly("1", "2 failed");

        String path = "/api/v1/environments/" + environment;
        assertThat(ground.second.post(path + "/upgrades", "{}").status()).isEqualTo(409);
        Answer repaired = ground.second.post(
                path + "/repairs", "{\"dropInvalidIndexes\":[\"public.orders_customer\"]}", "Prefer", "wait=30");
        assertThat(repaired.state()).describedAs(repaired.toString()).isEqualTo("SUCCEEDED");
        ground.targets.execute(environment, "DROP INDEX orders_id");
        Answer again = ground.second.post(path + "/upgrades", "{}", "Prefer", "wait=30");
        assertThat(again.state()).describedAs(again.toString()).isEqualTo("SUCCEEDED");
        assertThat(invalid(environment)).isEmpty();
    }

    @Test
    void aSuccessIsNeverToldOverAnInvalidIndex() throws Exception {
        for (int round = 0; round < 5; round++) {
            String environment =
                    prepared("CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer);\n");
            open(environment);
            Answer accepted;
            try (Connection other = ground.targets.connect(environment);
                    Statement statement = other.createStatement()) {
                hold(other, statement);
                accepted = accept(environment);
                long backend = awaitInvalid(environment);
                Thread.sleep(round * 40L);
                ground.targets.execute("postgres", "SELECT pg_terminate_backend(" + backend + ")");
            }
            Answer ended = ground.awaitEnd(accepted.id());
            assertThat(ended.state().equals("SUCCEEDED"))
                    .describedAs(ended.toString())
                    .isEqualTo(invalid(environment).isEmpty());
        }
    }

    /** A database at version 1, where version 2 builds indexes; its statements wait for the gate, where they say so. */
    private String prepared(String build) {
        String environment = ground.nextEnvironment();
        Gates gates = new Gates(ground.targets, environment);
        assertThat(gates.sleepers()).isEmpty();
        Path scripts = folder.resolve("outside");
        Gates.write(scripts, "V1__orders.sql", "CREATE TABLE orders (id int, customer int);");
        String wait =
                "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM gates.gate) LOOP PERFORM pg_sleep(0.02); COMMIT; END LOOP;"
                        + " END $$;\n";
        Gates.write(scripts, "V2__build.sql", build.replaceFirst("\n", Matcher.quoteReplacement("\n" + wait)));
        Gates.write(scripts, "V2__build.sql.conf", "executeInTransaction=false\n");
        Answer first = ground.second.post(
                "/api/v1/environments/" + environment + "/upgrades", "{\"targetVersion\":\"1\"}", "Prefer", "wait=30");
        assertThat(first.state()).describedAs(first.toString()).isEqualTo("SUCCEEDED");
        return environment;
    }

    private static Answer accept(String environment) {
        return ground.acceptOnFirst("/api/v1/environments/" + environment + "/upgrades", "{}");
    }

    private static void hold(Connection other, Statement statement) throws SQLException {
        other.setAutoCommit(false);
        statement.execute("INSERT INTO orders VALUES (1, 1)");
    }

    private static void open(String environment) {
        ground.targets.execute(environment, "INSERT INTO gates.gate VALUES (1)");
    }

    private static void awaitBuild(String environment, String index, boolean valid) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !ground.targets
                        .query(
                                environment,
                                "SELECT 1 FROM pg_index WHERE indexrelid = to_regclass('" + index
                                        + "') AND indisvalid = " + valid)
                        .isEmpty());
    }

    /** Waits until a build has left its index invalid so far, and returns its session. */
    private static long awaitInvalid(String environment) {
        awaitBuild(environment, "orders_customer", false);
        return Long.parseLong(ground.targets
                .query(
                        environment,
                        "SELECT pid FROM pg_stat_progress_create_index WHERE datname = '" + environment + "'")
                .get(0));
    }

    private static List<String> invalid(String environment) {
        return ground.targets.query(
                environment, "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid");
    }

    private static List<String> history(String environment) {
        return ground.targets.query(
                environment,
                "SELECT version || CASE WHEN success THEN '' ELSE ' failed' END FROM flyway_schema_history"
                        + " ORDER BY installed_rank");
    }
}
