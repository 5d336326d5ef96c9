package dev.migrationcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The sample through every combination of upgrade, failure, rollback and upgrade again. V3 has no undo, so rollbacks reach
 * down to it.
 */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class LifecycleTest {
    private static final int OLDEST = 3;
    private static final int NEWEST = 10;

    /** Every way from one version to another and on to the newest, with the same objects wherever a version is reached again. */
    @TestFactory
    List<DynamicTest> everyUpgradeRollbackAndUpgradeAgain() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int up = OLDEST; up <= NEWEST; up++) {
            for (int down = OLDEST; down < up; down++) {
                int from = up;
                int to = down;
                tests.add(
                        DynamicTest.dynamicTest("up to " + up + ", back to " + down + ", and up", () -> run(from, to)));
            }
        }
        return tests;
    }

    private static void run(int from, int to) {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        TreeMap<Integer, List<String>> objects = new TreeMap<>();
        Service.upgrade(environment, target(to)).succeeded();
        objects.put(to, tables(environment));
        Service.upgrade(environment, target(from)).succeeded();
        objects.put(from, tables(environment));

        Service.rollBack(environment, target(to)).succeeded().did(descending(from, to));
        assertThat(tables(environment)).isEqualTo(objects.get(to));
        Service.upgrade(environment, target(from)).succeeded();
        assertThat(tables(environment)).isEqualTo(objects.get(from));
        Service.upgrade(environment, "{}").succeeded();
        Service.awaitState(environment, "UP_TO_DATE");
        assertThat(stockFlyway(environment).validateWithResult().validationSuccessful)
                .isTrue();
    }

    @Test
    void aFailureInTheMiddleLeavesWhatWentBeforeAndGoesOnWhenMended() {
        for (int broken = 2; broken <= NEWEST; broken++) {
            TestEnvironment environment = TestEnvironment.withSample("lifecycle");
            environment.script("V" + broken + ".5__broken.sql", "CREATE TABLE half_done (id int);\nSELECT 1 / 0;\n");
            Service.upgrade(environment, "{}")
                    .failed("statement-failed")
                    .with("failure.step", "V" + broken + ".5__broken.sql")
                    .with("failure.statement", 2)
                    .with("failure.line", 2)
                    .with("failure.sqlState", "22012")
                    .with("progress.completed", broken);
            assertThat(environment.objects()).doesNotContain("half_done");
            assertThat(environment.history()).hasSize(broken);

            environment.script("V" + broken + ".5__broken.sql", "CREATE TABLE whole (id int);\n");
            environment.script("U" + broken + ".5__broken.sql", "DROP TABLE whole;\n");
            Service.upgrade(environment, "{}").succeeded();
            assertThat(environment.objects()).contains("whole");
            Service.awaitState(environment, "UP_TO_DATE");
        }
    }

    @Test
    void whatARollbackUndidIsPendingForStockFlywayAndAppliedByItAgain() {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        Service.upgrade(environment, "{}").succeeded();
        Service.rollBack(environment, "{\"steps\":2}").succeeded().did("10", "9");
        Flyway stock = stockFlyway(environment);
        assertThat(stock.info().pending())
                .extracting(info -> String.valueOf(info.getVersion()))
                .containsExactly("9", "10");
        assertThat(stock.migrate().migrationsExecuted).isEqualTo(2);
        assertThat(stock.info().current().getState()).isEqualTo(MigrationState.SUCCESS);
        Service.awaitState(environment, "UP_TO_DATE");
        Service.rollBack(environment, "{\"steps\":1}").succeeded().did("10");
    }

    private static String target(int version) {
        return "{\"targetVersion\":\"" + version + "\"}";
    }

    private static String[] descending(int from, int to) {
        List<String> versions = new ArrayList<>();
        for (int version = from; version > to; version--) {
            versions.add(Integer.toString(version));
        }
        return versions.toArray(String[]::new);
    }

    /** Without the repeatable, which a rollback leaves as it is. */
    private static List<String> tables(TestEnvironment environment) {
        return environment.objects().stream()
                .filter(name -> !name.equals("search_documents()"))
                .toList();
    }

    private static Flyway stockFlyway(TestEnvironment environment) {
        return Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + TestServer.port() + "/" + environment.database(),
                        "postgres",
                        "x")
                .locations("filesystem:" + environment.folder())
                .load();
    }
}
