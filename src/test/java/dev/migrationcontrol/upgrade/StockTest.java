package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stock Flyway runs: each step is what the history says afterwards. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class StockTest {
    private static final String NO_IDLE_LIMITS = "CREATE TABLE seen AS SELECT current_setting("
            + "'idle_in_transaction_session_timeout') AS in_transaction, current_setting('idle_session_timeout') AS at_all;";

    @Test
    void aShellScriptMayTakeItsTime() {
        TestEnvironment environment = TestEnvironment.empty("stock")
                .script("V1__a.sql", NO_IDLE_LIMITS)
                .script("V2__s.sh", "echo ran >> " + log("slow"))
                .script("V3__c.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{}")
                .succeeded()
                .did("1", "2", "3")
                .with("result.runner", "flyway")
                .with("result.because", List.of("V2__s.sh"));
        assertThat(environment.query("SELECT in_transaction || at_all FROM seen"))
                .containsExactly("00");
        assertThat(environment.history()).containsExactly("SQL 1", "SCRIPT 2", "SQL 3");
        Service.upgrade(environment, "{}").succeeded().did();
        assertThat(environment.history()).hasSize(3);
    }

    @Test
    void aCommitThatFailsIsTheFailureOfItsStep() {
        TestEnvironment environment = TestEnvironment.empty("stock")
                .script("afterMigrate.sh", "true")
                .script("V1__a.sql", "CREATE TABLE p (id int PRIMARY KEY);")
                .script(
                        "V2__b.sql",
                        "CREATE TABLE q (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED); INSERT INTO q VALUES (1);")
                .script("V3__c.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .did("1")
                .with("failure.step", "V2__b.sql")
                .with("failure.sqlState", "23503")
                .with("steps[1].state", "FAILED")
                .with("steps[2].state", "NOT_RUN");
        assertThat(environment.history()).containsExactly("SQL 1");
        assertThat(environment.objects()).containsExactly("p", "p_pkey");
    }

    @Test
    void aShellCallbackThatFailsTakesItsScriptBack() {
        TestEnvironment environment = TestEnvironment.empty("stock")
                .script("afterEachMigrate.sh", "test ! -e " + log("second") + " || exit 3; touch " + log("second"))
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__b.sql", "CREATE TABLE b ();")
                .script("V3__c.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{}")
                .failed("not-applicable")
                .did("1")
                .with("failure.step", "V2__b.sql")
                .says("failure.effect", "rolled back")
                .with("steps[2].state", "NOT_RUN");
        assertThat(environment.history()).containsExactly("SQL 1");
        assertThat(environment.objects()).containsExactly("a");
    }

    @Test
    void aConnectionThatIsLostInAScriptInATransactionIsTriedAgain() {
        TestEnvironment environment = TestEnvironment.empty("stock").script("afterMigrate.sh", "true");
        environment.execute("DROP SCHEMA IF EXISTS tries CASCADE; CREATE SCHEMA tries; CREATE SEQUENCE tries.n");
        environment
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script(
                        "V2__b.sql",
                        "CREATE TABLE b (); SELECT CASE nextval('tries.n') WHEN 1 THEN"
                                + " pg_terminate_backend(pg_backend_pid()) END;");
        Service.upgrade(environment, "{}").succeeded().did("1", "2");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2");
        assertThat(environment.query("SELECT last_value FROM tries.n")).containsExactly("2");
    }

    @Test
    void aConnectionThatIsLostWhileAShellScriptWorksIsAFailureThatIsNotTriedAgain() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("stock")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script(
                        "V2__s.sh",
                        "echo ran >> " + log("killed") + "; while ! test -e " + log("gate") + "; do sleep 0.05; done")
                .script("V3__c.sql", "CREATE TABLE c ();");
        CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> {
            Awaitility.await().until(() -> Files.exists(Path.of(log("killed"))));
            environment.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state LIKE 'idle in%'"
                    + " AND datname = current_database() AND application_name LIKE 'migration-control/%'");
            write(log("gate"));
        });
        Service.upgrade(environment, "{}")
                .failed("unreachable")
                .did("1")
                .with("failure.step", "V2__s.sh")
                .says("failure.effect", "what it did elsewhere stays")
                .with("steps[2].state", "NOT_RUN");
        killed.join();
        assertThat(environment.history()).containsExactly("SQL 1");
        assertThat(Files.readString(Path.of(log("killed")))).isEqualTo("ran\n");
    }

    @Test
    void aShellScriptThatChangesItselfIsNotTheOneThatWasPlanned() {
        TestEnvironment environment = TestEnvironment.empty("stock")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__s.sh", "echo >> \"$0\"\nexit 0\n")
                .script("V3__c.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{}")
                .failed("script-changed")
                .did("1")
                .with("failure.step", "V2__s.sh")
                .with("steps[2].state", "NOT_RUN");
        assertThat(environment.history()).containsExactly("SQL 1");
    }

    @Test
    void aConcurrentBuildIsNotEndedByALockTimeoutAndAnInvalidIndexIsNoSuccess() {
        TestEnvironment environment = TestEnvironment.empty("stock")
                .script("afterMigrate.sh", "true")
                .script("V1__a.sql", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);")
                .script("V2__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);");
        Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .did("1")
                .with("failure.step", "V2__i.sql")
                .with("failure.sqlState", "23505")
                .says("failure.effect", "invalid index public.a_id");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2 failed");
    }

    private static String log(String name) {
        return Path.of("target", "stock-" + name + ".log").toAbsolutePath().toString();
    }

    private static void write(String file) {
        try {
            Files.writeString(Path.of(file), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void removeLogs() throws IOException {
        for (String name : List.of("slow", "second", "killed", "gate")) {
            Files.deleteIfExists(Path.of(log(name)));
        }
    }
}
