package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.audit.SystemSample;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.system.RecordState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mess, and what the audit says of it. */
class DatabaseFindingTest {
    private final String database = TestServer.createDatabase();

    @TempDir
    private Path scripts;

    @AfterEach
    void dropDatabase() {
        TestServer.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "golang-migrate | UPDATE public.schema_migrations SET dirty = true | UNFINISHED | foreign-migration-unfinished",
                "sqlx | UPDATE public._sqlx_migrations SET success = false | FAILED | foreign-migration-failed",
                "prisma | UPDATE public._prisma_migrations SET finished_at = NULL | UNFINISHED | foreign-migration-unfinished",
                "prisma | UPDATE public._prisma_migrations SET rolled_back_at = now() | UNDONE | foreign-migration-undone",
                "atlas | UPDATE atlas_schema_revisions.atlas_schema_revisions SET applied = 1 | UNFINISHED | foreign-migration-unfinished",
                "atlas | UPDATE atlas_schema_revisions.atlas_schema_revisions SET type = 1 | MARKED | ",
                "liquibase | UPDATE public.databasechangelog SET exectype = 'FAILED' | FAILED | foreign-migration-failed",
                "liquibase | UPDATE public.databasechangeloglock SET locked = true, lockedby = 'host-1' | APPLIED | lock-row-held",
                "knex | UPDATE public.knex_migrations_lock SET is_locked = 1 | APPLIED | lock-row-held",
                "yoyo | INSERT INTO public.yoyo_lock VALUES (1, now(), 7) | APPLIED | lock-row-held",
                "flyway | UPDATE app.flyway_schema_history SET success = false | FAILED | foreign-migration-failed",
                "flyway | UPDATE app.flyway_schema_history SET type = 'UNDO_SQL' | UNDONE | unreadable-row",
                "pgroll | UPDATE pgroll.migrations SET done = false | UNFINISHED | migration-active",
                "phinx | UPDATE public.phinxlog SET end_time = NULL | UNFINISHED | foreign-migration-unfinished",
                "goose | UPDATE public.goose_db_version SET is_applied = false | UNDONE | foreign-migration-undone",
                "evolve | UPDATE public.changelog SET success = false | FAILED | foreign-migration-failed",
                "sqitch | INSERT INTO sqitch.events VALUES ('fail', 'cc', 'users', 'flipr', '', now(), 'Ann') | FAILED | foreign-migration-failed",
                "alembic | SELECT 1 | APPLIED | several-heads",
                "dbmate | INSERT INTO public.schema_migrations VALUES ('0001'), ('002_add.sql') | APPLIED | mixed-identifiers",
                "custom | ALTER TABLE public.schema_migrations ADD dirty boolean, ADD version bigint | APPLIED | mixed-columns"
            })
    void isWhatTheRowsSay(String system, String change, RecordState state, String rule) {
        create(system);
        TestServer.execute(database, change);

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), scripts);

        assertThat(audit.systems()).hasSize(1);
        assertThat(audit.systems().get(0).migrations())
                .extracting(DatabaseRecord::state)
                .contains(state);
        if (rule == null) {
            assertThat(rules(audit)).isEmpty();
        } else {
            assertThat(rules(audit)).contains(rule);
        }
    }

    @Test
    void isNoneWhereAllIsWell() {
        SystemSample.all().stream()
                .filter(sample -> !List.of("alembic", "flyway").contains(sample.system()))
                .forEach(sample -> {
                    TestServer.execute(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
                    TestServer.execute(database, sample.sql("public", sample.table()));
                    assertThat(rules(Auditing.audit(TestServer.database(database), scripts)))
                            .as(sample.system())
                            .isEmpty();
                });
    }

    @Test
    void saysWhoLockedALockTableAndSinceWhen() {
        create("liquibase");
        TestServer.execute(
                database,
                "UPDATE databasechangeloglock SET locked = true, lockedby = 'build-7 (10.0.0.7)', lockgranted = '2026-01-31 10:00'");

        DatabaseRunner runner =
                Auditing.audit(TestServer.database(database), scripts).runners().get(0);

        assertThat(runner.system()).isEqualTo("liquibase");
        assertThat(runner.how()).isEqualTo(DatabaseRunner.How.LOCK_ROW);
        assertThat(runner.holder()).isEqualTo("build-7 (10.0.0.7)");
        assertThat(runner.since()).isEqualTo("2026-01-31T10:00:00.000");
    }

    @Test
    void isThatTwoSystemsUseOneName() {
        create("golang-migrate");
        SystemSample rails = sample("rails");
        TestServer.execute(database, rails.sql("legacy", rails.table()));

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), scripts);

        assertThat(finding(audit, "same-table-name").detail()).contains("golang-migrate", "rails");
        assertThat(finding(audit, "same-table-name").severity()).isEqualTo(Severity.ERROR);
        assertThat(finding(audit, "several-systems").where())
                .contains("legacy.schema_migrations", "public.schema_migrations");
    }

    @Test
    void isThatATableBearsANameThatIsNotItsOwn() {
        TestServer.execute(database, "CREATE TABLE alembic_version (version int)");

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), scripts);

        assertThat(audit.systems()).isEmpty();
        assertThat(finding(audit, "unknown-version-table").detail()).contains("version integer");
    }

    @Test
    void isThatNothingExplainsTheObjects() {
        TestServer.execute(database, "CREATE TABLE orders (id int); CREATE VIEW big AS SELECT * FROM orders");

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), scripts);

        assertThat(audit.objects().judged()).isEqualTo(DatabaseObjects.Judged.NO_SYSTEM);
        assertThat(finding(audit, "objects-without-history").detail()).contains("public.orders", "public.big");
    }

    @Test
    void isWhatNoScriptNames() throws IOException {
        script(
                "V1__orders.sql",
                "-- not the table ghosts\nCREATE TABLE orders (id int, total int);\nCREATE INDEX ON orders (total);");
        script("V2__pending.sql", "CREATE TABLE ghosts (id int)");
        Flyway.configure(getClass().getClassLoader())
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + TestServer.port() + "/" + database, TestServer.USER, "unused")
                .locations("filesystem:" + scripts)
                .target("1")
                .load()
                .migrate();
        TestServer.execute(
                database,
                "ALTER TABLE orders ADD note text; CREATE INDEX by_hand ON orders (id); CREATE TABLE ghosts (id serial PRIMARY KEY, x int);"
                        + " CREATE TYPE mood AS ENUM ('a'); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                        + " CREATE EXTENSION pg_trgm");

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), scripts);

        assertThat(audit.objects().judged()).isEqualTo(DatabaseObjects.Judged.SCRIPTS);
        assertThat(audit.objects().unexplained())
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder(
                        "column public.orders.note",
                        "index public.by_hand",
                        "table public.ghosts",
                        "type public.mood",
                        "function public.f");
        assertThat(finding(audit, "object-unexplained").detail()).contains("Judged by the names");
        assertThat(audit.extensions()).extracting(DatabaseExtension::name).containsExactly("pg_trgm");
    }

    @Test
    void isNotWhatASystemKeepsTheSqlOf() {
        create("supabase");
        TestServer.execute(database, "CREATE TABLE s (id int); CREATE TABLE by_hand (id int)");

        assertThat(Auditing.audit(TestServer.database(database), scripts)
                        .objects()
                        .unexplained())
                .extracting(DatabaseObject::name)
                .containsExactly("public.by_hand");
    }

    @Test
    void isAnInvalidIndexAndAConstraintThatWasNeverValidated() {
        TestServer.execute(
                database,
                "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1), (1);"
                        + " ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 1) NOT VALID");
        try {
            TestServer.execute(database, "CREATE UNIQUE INDEX CONCURRENTLY orders_once ON orders (id)");
        } catch (IllegalStateException expected) {
            assertThat(expected)
                    .hasRootCauseMessage(
                            "ERROR: could not create unique index \"orders_once\"\n  Detail: Key (id)=(1) is duplicated.");
        }

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), scripts);

        assertThat(audit.leftovers())
                .extracting(DatabaseLeftover::name)
                .containsExactly("public.orders_once", "public.positive");
        assertThat(finding(audit, "invalid-index").where()).isEqualTo("public.orders_once");
        assertThat(finding(audit, "constraint-not-validated").remedy()).contains("VALIDATE CONSTRAINT positive");
    }

    @Test
    void isWhichRowsNameNoConfiguredFile() throws IOException {
        script("V1__init.sql", "SELECT 1");
        script("V3__later.sql", "SELECT 3");
        create("custom");

        DatabaseAudit audit = Auditing.audit(TestServer.database(database), scripts);
        Finding finding = finding(audit, "recorded-files-unknown");

        assertThat(finding(audit, "recorded-digest-differs").detail()).contains("001_init.sql (V1__init.sql)");
        assertThat(finding.detail())
                .contains("1 of 2 rows name no script", "002_more.sql", "1 of 2 configured scripts: V3__later.sql");
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts.resolve(name), sql);
    }

    private void create(String system) {
        SystemSample sample = sample(system);
        TestServer.execute(database, sample.sql(sample.schema(), sample.table()));
    }

    private static SystemSample sample(String system) {
        return SystemSample.all().stream()
                .filter(each -> each.system().equals(system))
                .findFirst()
                .orElseThrow();
    }

    static List<String> rules(DatabaseAudit audit) {
        return audit.findings().stream().map(Finding::rule).toList();
    }

    static Finding finding(DatabaseAudit audit, String rule) {
        return audit.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + rule + " in " + audit.findings()));
    }
}
