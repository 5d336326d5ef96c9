package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SQL callbacks run with all the protections of scripts. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class CallbackTest {
    @Test
    void sqlCallbacksRunInTheServiceAndShellScriptsByFlywayAndTheStatusSaysWhich() {
        TestEnvironment environment = TestEnvironment.withSample("callbacks")
                .script("beforeMigrate__note.sql", "CREATE TABLE IF NOT EXISTS called ();");
        Service.upgrade(environment, "{\"targetVersion\":\"4\"}")
                .succeeded()
                .did("1", "2", "3", "4", "R__search_documents.sql")
                .with("result", null);
        assertThat(environment.objects()).contains("called", "documents");
        assertThat(runner(environment)).isEqualTo("migration-control []");
        environment.script("afterMigrate.sh", "true");
        Service.awaitState(environment, "PENDING");
        Service.upgrade(environment, "{\"targetVersion\":\"5\"}")
                .succeeded()
                .did("5")
                .with("result.runner", "flyway")
                .with("result.because", List.of("afterMigrate.sh"));
        assertThat(runner(environment)).isEqualTo("flyway [afterMigrate.sh]");
    }

    private static String runner(TestEnvironment environment) {
        var status = Service.get("/api/v1/environments/{}/status", environment.name())
                .jsonPath();
        return status.getString("runner") + " " + status.getList("because");
    }

    @Test
    void aCallbackThatMeetsALockIsTriedAgainAndRunsOnce() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("traffic");
        environment.execute("DROP SCHEMA IF EXISTS log CASCADE; CREATE SCHEMA log; CREATE TABLE log.call (text text);"
                + " CREATE TABLE log.gate (id int)");
        environment
                .script("beforeMigrate.sql", "INSERT INTO log.call VALUES ('beforeMigrate');")
                .script("beforeEachMigrate.sql", "INSERT INTO log.call VALUES ('beforeEachMigrate');")
                .script("afterEachMigrate.sql", "ALTER TABLE log.gate ADD COLUMN IF NOT EXISTS n int;")
                .script("V1__a.sql", "CREATE TABLE a ();");
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE log.gate");
            CompletableFuture.runAsync(
                    () -> release(other), CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS));
            Service.upgrade(environment, "{\"lockTimeout\":\"PT0.2S\"}")
                    .succeeded()
                    .did("1");
        }
        assertThat(environment.query("SELECT text FROM log.call"))
                .containsExactly("beforeMigrate", "beforeEachMigrate");
    }

    private static void release(Connection connection) {
        try {
            connection.rollback();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInvalidIndexOfACallbackIsNamed() {
        TestEnvironment environment = TestEnvironment.empty("callbacks")
                .script("V1__a.sql", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);")
                .script("afterMigrate__index.sql", "CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);");
        Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .did("1")
                .with("failure.step", "afterMigrate__index.sql")
                .says("failure.effect", "invalid index public.a_id");
        assertThat(environment.history()).containsExactly("SQL 1");
    }

    @Test
    void aCallbackThatCommitsTheMigrationsTransactionIsAFailure() {
        TestEnvironment environment = TestEnvironment.empty("callbacks")
                .script("beforeEachMigrate.sql", "CREATE TABLE IF NOT EXISTS early (); COMMIT;")
                .script("V1__a.sql", "CREATE TABLE a ();");
        Service.upgrade(environment, "{}")
                .failed("check-failed")
                .with("failure.step", "beforeEachMigrate.sql")
                .says("failure.message", "commits the transaction");
        assertThat(environment.history()).isEmpty();
    }

    @Test
    void aFailureBesideCallbacksIsTheOperationsFailure() {
        TestEnvironment environment = TestEnvironment.empty("callbacks")
                .script("afterMigrate.sql", "SELECT 1;")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__b.sql", "CREATE TABLE b ();\nSELECT 1 / 0;")
                .script("V3__c.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .did("1")
                .with("failure.step", "V2__b.sql")
                .with("failure.line", 2)
                .with("failure.sqlState", "22012");
        assertThat(environment.objects()).containsExactly("a");
    }

    @Test
    void rollbacksRunNoCallbacks() {
        TestEnvironment environment = TestEnvironment.empty("callbacks")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("U1__a.sql", "DROP TABLE a;");
        Service.upgrade(environment, "{}").succeeded();
        environment.script("beforeMigrate.sql", "SELECT 1 / 0;").script("beforeEachUndo.sql", "SELECT 1 / 0;");
        Service.rollBack(environment, "{\"steps\":1}").succeeded().did("1");
    }
}
