package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.audit.SystemSample;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runners that are at work while the audit looks. */
class DatabaseRunnerTest {
    private final String database = TestServer.createDatabase();

    @AfterEach
    void dropDatabase() {
        TestServer.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    @ParameterizedTest
    @CsvSource({
        "goose, 4097083626",
        "goose, 5887940537704921958",
        "atlas, 2686470616",
        "sqitch, 75474063",
        "prisma, 72707369",
        "node-pg-migrate, 7241865325823964",
        "graphile-migrate, 4727445306447283",
        "reshape, 4036779288569897133",
        "flyway, 77433833903597"
    })
    void areKnownByTheirConstantKeys(String system, long key) throws SQLException {
        assertThatRunner(system, key);
    }

    @Test
    void areKnownByTheKeyOfTheDatabasesName() throws SQLException {
        assertThatRunner("rails", 2053462845L * crc32(database));
        assertThatRunner("sqlx", 0x3d32ad9eL * crc32(database));
        assertThatRunner("golang-migrate", crc32("public\0schema_migrations\0" + database) * 1486364155L & 0xFFFFFFFFL);
    }

    @Test
    void ofGolangMigrateAreKnownByTheirTablesName() throws SQLException {
        TestServer.execute(database, "CREATE SCHEMA app; CREATE TABLE app.versions (version bigint, dirty boolean)");

        assertThatRunner("golang-migrate", crc32("app\0versions\0/" + database) * 1486364155L & 0xFFFFFFFFL);
    }

    @Test
    void ofEvolveNeedItsTable() throws SQLException {
        try (Connection runner = TestServer.connect(database);
                Statement statement = runner.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(12345)");
            assertThat(Auditing.audit(database).runners()).isEmpty();
        }
        SystemSample evolve = SystemSample.all().stream()
                .filter(sample -> sample.system().equals("evolve"))
                .findFirst()
                .orElseThrow();
        TestServer.execute(database, evolve.sql("public", "changelog"));
        assertThatRunner("evolve", 12345);
    }

    @Test
    void areKnownByAnOpenTransactionOnTheirTable() throws SQLException {
        TestServer.execute(
                database,
                "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); INSERT INTO alembic_version VALUES ('a')");
        try (Connection runner = TestServer.connect(database);
                Statement statement = runner.createStatement()) {
            runner.setAutoCommit(false);
            statement.execute("SET application_name = 'alembic-upgrade'; UPDATE alembic_version SET version_num = 'b'");

            DatabaseAudit audit = Auditing.audit(database);

            assertThat(audit.runners()).singleElement().satisfies(found -> {
                assertThat(found.system()).isEqualTo("alembic");
                assertThat(found.how()).isEqualTo(DatabaseRunner.How.TABLE_LOCK);
                assertThat(found.lock()).isEqualTo("public.alembic_version");
                assertThat(found.holder()).contains("alembic-upgrade", "user postgres");
            });
            assertThat(audit.systems().get(0).current()).containsExactly("a");
            assertThat(DatabaseFindingTest.rules(audit)).contains("runner-in-flight");
        }
    }

    @Test
    void doNotMakeTheAuditWait() throws SQLException {
        TestServer.execute(database, "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)");
        try (Connection runner = TestServer.connect(database);
                Statement statement = runner.createStatement()) {
            runner.setAutoCommit(false);
            statement.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE");

            DatabaseAudit audit = Auditing.audit(database);

            assertThat(audit.duration()).isLessThan(java.time.Duration.ofSeconds(10));
            assertThat(audit.systems().get(0).unreadable()).contains("has locked it");
            assertThat(DatabaseFindingTest.rules(audit)).contains("table-unreadable", "runner-in-flight");
        }
    }

    @Test
    void ofThisServiceAreToldApart() throws SQLException {
        try (Connection runner = TestServer.connect(database);
                Statement statement = runner.createStatement()) {
            statement.execute(
                    "SET application_name = 'migration-control/1/1'; SELECT pg_advisory_lock(77433833903597)");

            DatabaseAudit audit = Auditing.audit(database);

            assertThat(audit.runners()).extracting(DatabaseRunner::system).containsExactly("migration-control");
            assertThat(DatabaseFindingTest.rules(audit)).contains("operation-in-progress");
        }
    }

    @Test
    void areNotSeenInLocksOfApplications() throws SQLException {
        try (Connection application = TestServer.connect(database);
                Statement statement = application.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(42), pg_advisory_lock(18028, 5), pg_advisory_lock(0, 72707369)");

            assertThat(Auditing.audit(database).runners()).isEmpty();
        }
    }

    private void assertThatRunner(String system, long key) throws SQLException {
        try (Connection runner = TestServer.connect(database);
                Statement statement = runner.createStatement()) {
            statement.execute("SET application_name = 'deploy-7'; SELECT pg_advisory_lock(" + key + ")");

            DatabaseAudit audit = Auditing.audit(database);

            assertThat(audit.runners()).singleElement().satisfies(found -> {
                assertThat(found.system()).isEqualTo(system);
                assertThat(found.lock()).isEqualTo(Long.toString(key));
                assertThat(found.holder()).contains("process ", "deploy-7", "user postgres", "from 127.0.0.1");
                assertThat(Instant.parse(String.valueOf(found.since()))).isBefore(Instant.now());
            });
            assertThat(DatabaseFindingTest.finding(audit, "runner-in-flight").detail())
                    .contains(system);
        }
    }

    private static long crc32(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
