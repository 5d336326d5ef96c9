package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class FailureTest {
    private static final String FIRST = "CREATE TABLE orders (id int PRIMARY KEY, customer int);";

    @Test
    void theThirdStatementFailsAndEverythingOfItsScriptIsRolledBack() {
        TestEnvironment environment = TestEnvironment.empty("failures")
                .script("V1__orders.sql", FIRST)
                .script(
                        "V2__broken.sql",
                        "CREATE TABLE a ();\nCREATE TABLE b ();\nALTER TABLE orders\n  ADD COLUMN customer int;\n")
                .script("V3__never.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .did("1")
                .with("failure.step", "V2__broken.sql")
                .with("failure.statement", 3)
                .with("failure.line", 3)
                .with("failure.sqlState", "42701")
                .says("failure.message", "already exists")
                .says("failure.effect", "rolled back")
                .with("steps[1].state", "FAILED")
                .with("steps[2].state", "NOT_RUN");
        assertThat(environment.objects()).containsExactly("orders", "orders_pkey");
        assertThat(environment.history()).containsExactly("SQL 1");
        Service.awaitState(environment, "PENDING");
    }

    @Test
    void aScriptBehindALockOfAnotherSessionGivesUpAndChangesNothing() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("failures")
                .script("V1__orders.sql", FIRST)
                .script("V2__note.sql", "ALTER TABLE orders ADD COLUMN note text;");
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS SHARE MODE");
            Service.upgrade(environment, "{\"lockTimeout\":\"PT0.2S\"}")
                    .failed("statement-failed")
                    .with("failure.sqlState", "55P03")
                    .says("failure.hint", "lockTimeout")
                    .with("failure.step", "V2__note.sql");
        }
        assertThat(environment.history()).containsExactly("SQL 1");
        Service.upgrade(environment, "{}").succeeded().did("2");
    }

    @Test
    void aConcurrentBuildThatFailsIsRecordedAsFailedAndARepairClearsTheWay() {
        TestEnvironment environment = TestEnvironment.empty("failures")
                .script("V1__orders.sql", FIRST + "INSERT INTO orders VALUES (1, 7), (2, 7);")
                .script("V2__unique.sql", "CREATE UNIQUE INDEX CONCURRENTLY orders_customer ON orders (customer);");
        Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .with("failure.sqlState", "23505")
                .says("failure.effect", "repair");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2 failed");
        Service.awaitState(environment, "FAILED");
        Service.upgrade(environment, "{}").refused(409, "history-diverged").with("versions", java.util.List.of("2"));

        Service.work(environment, "repairs", "{\"dryRun\":true}").succeeded().with("result.removed[0].version", "2");
        assertThat(environment.history()).hasSize(2);
        Service.work(environment, "repairs", "{}").succeeded().with("result.removed[0].version", "2");
        environment.execute("DROP INDEX orders_customer; DELETE FROM orders WHERE id = 2");
        Service.upgrade(environment, "{}").succeeded().did("2");
        assertThat(environment.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_customer'::regclass"))
                .containsExactly("t");
    }

    @Test
    void anUndoThatFailsLeavesItsVersionApplied() {
        TestEnvironment environment = TestEnvironment.empty("failures")
                .script("V1__orders.sql", FIRST)
                .script("U1__orders.sql", "CREATE TABLE trace ();\nDROP TABLE orders;\n")
                .script("V2__view.sql", "CREATE VIEW open_orders AS SELECT * FROM orders;")
                .script("U2__view.sql", "SELECT 1;");
        Service.upgrade(environment, "{}").succeeded();
        Service.rollBack(environment, "{\"steps\":2}")
                .failed("statement-failed")
                .did("2")
                .with("failure.step", "U1__orders.sql")
                .with("failure.statement", 2)
                .with("failure.sqlState", "2BP01");
        assertThat(environment.objects()).contains("orders", "open_orders").doesNotContain("trace");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "DELETE 2");
    }

    @Test
    void aScriptThatCannotBeParsedRunsNothing() {
        TestEnvironment environment = TestEnvironment.empty("failures")
                .script("V1__mixed.sql", "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY a_id ON a (id);\n");
        Service.upgrade(environment, "{}").failed("script-invalid").says("failure.message", "mixed");
        assertThat(environment.objects()).isEmpty();
    }

    @Test
    void aPlaceholderWithoutAValueIsAFailureThatNamesIt() {
        TestEnvironment environment =
                TestEnvironment.empty("failures").script("V1__placeholder.sql", "CREATE TABLE ${missing} ();");
        Service.upgrade(environment, "{}").failed("script-invalid").says("failure.message", "missing");
    }

    @Test
    void neitherAnOperationNorAStatusEverSaysAPassword() {
        TestEnvironment environment = TestEnvironment.empty("failures")
                .script("V1__role.sql", "CREATE ROLE nobody_here PASSWORD 'canary-secret' SUPERSUSER;");
        String answer = Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .json()
                .prettify();
        assertThat(answer).doesNotContain("canary-secret");
        assertThat(Service.get("/api/v1/status").asString()).doesNotContain("canary-secret");
        assertThat(Service.get("/api/v1/environments").asString()).doesNotContain("canary-secret");
    }
}
