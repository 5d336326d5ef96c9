package dev.migrationcontrol.audit.database;

import static dev.migrationcontrol.audit.database.DatabaseFindingTest.finding;
import static dev.migrationcontrol.audit.database.DatabaseFindingTest.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The environment's own history, made by stock Flyway, and roles that may read only part of a database. */
class DatabaseHistoryTest {
    private static final String ROLE = "audit_reader";

    private final String database = TestServer.createDatabase();

    @TempDir
    private Path scripts;

    @BeforeEach
    void migrate() throws IOException {
        script("V1__orders.sql", "CREATE TABLE orders (id int)");
        script("V2__items.sql", "CREATE TABLE IF NOT EXISTS public.items (id int); CREATE TABLE gone (id int)");
        script("V3__drop.sql", "DROP TABLE gone; DO $$ BEGIN CREATE TABLE IF NOT EXISTS orders (id int); END $$");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + TestServer.port() + "/" + database, TestServer.USER, "unused")
                .locations("filesystem:" + scripts)
                .load()
                .migrate();
    }

    @AfterEach
    void dropDatabase() {
        TestServer.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    @Test
    void isJudgedAgainstItsScripts() {
        DatabaseAudit audit = audit(TestServer.database(database));

        assertThat(audit.history().exists()).isTrue();
        assertThat(audit.history().rows()).isEqualTo(3);
        assertThat(String.valueOf(audit.history().currentVersion())).isEqualTo("3");
        assertThat(audit.systems()).isEmpty();
        assertThat(audit.objects().unexplained()).isEmpty();
        assertThat(audit.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2' | checksum-mismatch | ERROR",
                "UPDATE flyway_schema_history SET success = false WHERE version = '3' | failed-migration | ERROR",
                "UPDATE flyway_schema_history SET type = 'UNDO_SQL' WHERE version = '3' | unreadable-row | ERROR",
                "UPDATE flyway_schema_history SET version = 'two' WHERE version = '2' | unreadable-row | ERROR",
                "UPDATE flyway_schema_history SET version = '1.5' WHERE version = '2' | missing-script | ERROR",
                "DELETE FROM flyway_schema_history WHERE version = '2' | not-applied | ERROR",
                "UPDATE flyway_schema_history SET version = '9' WHERE version = '3' | future-migration | WARNING",
                "UPDATE flyway_schema_history SET installed_rank = 9 WHERE version = '2' | out-of-order | INFO",
                "ALTER TABLE flyway_schema_history RENAME success TO ok | history-unreadable | ERROR",
                "DROP TABLE items | recorded-object-missing | ERROR",
                "DROP TABLE orders CASCADE; CREATE SCHEMA o; CREATE VIEW o.orders AS SELECT 1 | '' | INFO",
                "CREATE TABLE by_hand (id int) | object-unexplained | WARNING"
            })
    void saysWhatIsWrongWithIt(String change, String rule, Severity severity) {
        TestServer.execute(database, change);

        DatabaseAudit audit = audit(TestServer.database(database));

        if (rule.isEmpty()) {
            assertThat(audit.findings()).isEmpty();
        } else {
            assertThat(finding(audit, rule).severity()).isEqualTo(severity);
        }
    }

    @Test
    void aTableThatBecameAPartitionIsStillThere() {
        TestServer.execute(
                database,
                "CREATE TABLE by_hand (id int) PARTITION BY LIST (id);"
                        + "ALTER TABLE by_hand ATTACH PARTITION items DEFAULT");

        DatabaseAudit audit = audit(TestServer.database(database));

        assertThat(rules(audit)).containsExactly("object-unexplained");
        assertThat(audit.objects().unexplained())
                .extracting(DatabaseObject::name)
                .containsExactly("public.by_hand");
    }

    @Test
    void isNotComparedWithScriptsThatCannotBeRead() {
        TestServer.execute(database, "UPDATE flyway_schema_history SET success = false WHERE version = '3'");

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), Path.of("nowhere"));

        assertThat(rules(audit))
                .contains("scripts-unreadable", "failed-migration")
                .doesNotContain("missing-script");
        assertThat(audit.history().problems())
                .extracting(HistoryProblem::kind)
                .containsOnly(HistoryProblem.Kind.FAILED_MIGRATION);
    }

    @Test
    void needsNoMoreThanSelect() {
        TestServer.execute(
                database,
                "CREATE SCHEMA hidden; CREATE TABLE hidden.alembic_version (version_num varchar(32) PRIMARY KEY);"
                        + "CREATE SCHEMA open; CREATE TABLE open.schema_migrations (version bigint, dirty bool);"
                        + "INSERT INTO open.schema_migrations VALUES (7, false);"
                        + "CREATE TABLE hidden.odd (name varchar(255) PRIMARY KEY)");
        grant("GRANT USAGE ON SCHEMA open TO " + ROLE + "; GRANT SELECT ON ALL TABLES IN SCHEMA open TO " + ROLE);

        DatabaseAudit audit = audit(TestServer.databaseAs(ROLE, "x", database));

        assertThat(audit.user()).isEqualTo(ROLE);
        assertThat(audit.history().unreadable()).contains("grant it USAGE");
        assertThat(audit.systems()).extracting(DatabaseSystem::system).containsExactly("alembic", "golang-migrate");
        assertThat(audit.systems().get(0).records()).isNull();
        assertThat(audit.systems().get(1).current()).containsExactly("7");
        assertThat(rules(audit)).contains("history-unreadable", "table-unreadable", "possible-version-table");
    }

    @Test
    void isReadOnAServerThatTakesNoChanges() {
        TestServer.execute(database, "ALTER DATABASE " + database + " SET default_transaction_read_only = on");

        assertThat(audit(TestServer.database(database)).findings()).isEmpty();
    }

    @Test
    void cannotBeJudgedWithoutItsDatabase() {
        assertThatThrownBy(() -> audit(TestServer.database("no_such_database")))
                .isInstanceOf(DatabaseUnreachable.class)
                .hasMessageContaining("does not exist");
    }

    private DatabaseAudit audit(Database asked) {
        return Auditing.audit(asked, scripts);
    }

    private void grant(String sql) {
        TestServer.execute(
                "postgres",
                "DO $$ BEGIN CREATE ROLE " + ROLE
                        + " LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        TestServer.execute(database, sql);
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }
}
