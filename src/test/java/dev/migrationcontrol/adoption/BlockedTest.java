package dev.migrationcontrol.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.ServiceUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has to be resolved before an adoption; nothing is changed while it is not. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class BlockedTest {
    private static final String NAME = "blocked";

    @Test
    void aDifferenceIsListedAndCanBeAcceptedByNameOrClosed() {
        OldProject project = OldProject.at(NAME, OldTables.DIESEL, 2);
        project.environment.execute("ALTER TABLE orders ADD note text; DROP TABLE IF EXISTS nothing;"
                + "ALTER TABLE customers ALTER name DROP NOT NULL");
        project.consolidate(ConsolidationMode.PLAN)
                .succeeded()
                .with("result.proof.adoptable", false)
                .with("result.proof.differences.object", List.of("public.customers.name", "public.orders.note"))
                .with("result.proof.closingDatabase.proven", false)
                .with("result.proof.closingDatabase.remaining", List.of("public.orders.note"))
                .with("result.proof.closingScripts.proven", true)
                .says("result.proof.closingDatabase.sql", "-- Not dropped: column public.orders.note")
                .says("result.proof.closingScripts.sql", "ADD COLUMN note text");
        OperationAssert refused = project.consolidate(
                        "{\"mode\":\"adopt\",\"acceptedDifferences\":[\"public.orders.note\"],"
                                + "\"droppable\":[\"public.orders.note\"]}")
                .failed("schema-differs");
        refused.with("result.proof.unaccepted", List.of("public.customers.name"))
                .says("failure.message", "public.customers.name")
                .with("result.proof.closingDatabase.proven", true)
                .says("result.proof.closingDatabase.sql", "DROP COLUMN note");
        assertNothingAdopted(project);

        String closing = refused.json().getString("result.proof.closingDatabase.sql");
        project.environment.execute(closing.replace("SET search_path = pg_catalog;", ""));
        project.consolidate(ConsolidationMode.ADOPT).succeeded().with("result.proof.verdict", "EXACT");
    }

    /** Then nothing counts as applied, and everything of the application is more than the scripts build. */
    @Test
    void withoutAVersionTableNothingIsOfferedThatWouldCloseTheDatabase() {
        OldProject project = OldProject.at(NAME, OldTables.DIESEL, 2);
        project.environment.execute("ALTER TABLE __diesel_schema_migrations RENAME TO what_ran");
        project.consolidate(ConsolidationMode.PLAN)
                .succeeded()
                .with("result.proof.adoptable", false)
                .with("result.proof.closingDatabase", null)
                .with("result.proof.closingScripts", null)
                .says("result.findings.find { it.rule == 'version-table-missing' }.detail", "public.what_ran")
                .says(
                        "result.findings.find { it.rule == 'version-table-missing' }.remedy",
                        "{\"system\":\"diesel\",\"table\":\"public.what_ran\"}");
        project.consolidate("{\"mode\":\"plan\",\"tables\":[{\"system\":\"diesel\",\"table\":\"public.what_ran\"}]}")
                .succeeded()
                .with("result.proof.adoptable", true);
    }

    @Test
    void whatTheDatabaseItselfHasIsToldAndStaysAsItIs() {
        OldProject project = OldProject.at(NAME, OldTables.DIESEL, 2);
        project.consolidate(ConsolidationMode.PLAN).succeeded().with("result.proof.notes", List.of());
        String database = project.environment.database();
        project.environment.execute("COMMENT ON DATABASE " + database + " IS 'the shop'; REVOKE TEMPORARY ON DATABASE "
                + database + " FROM PUBLIC");
        String kept = "SELECT concat(shobj_description(oid, 'pg_database'), datacl) FROM pg_database WHERE datname = '"
                + database + "'";
        List<String> before = project.environment.query(kept);
        project.consolidate(ConsolidationMode.ADOPT)
                .succeeded()
                .with("result.proof.verdict", "EXACT")
                .with(
                        "result.proof.notes",
                        List.of(
                                "The comment of the database itself is not compared; an adoption leaves it as it is: the shop",
                                "What differs from the usual privileges of the database itself is not compared; an"
                                        + " adoption leaves it as it is: PUBLIC without TEMPORARY"));
        assertThat(project.environment.query(kept)).isEqualTo(before);
        project.environment.execute(
                "COMMENT ON DATABASE " + database + " IS NULL; GRANT TEMPORARY ON DATABASE " + database + " TO PUBLIC");
    }

    /** On a scratch database the statement would change the database beside it. */
    @Test
    void aScriptThatNamesADatabaseIsNotBuiltOnAScratchDatabase() {
        OldProject project = OldProject.at(NAME, OldTables.DIESEL, 2);
        String database = project.environment.database();
        project.environment.script(
                "V2__orders.sql",
                OldProject.SCRIPTS.get("V2__orders.sql") + "COMMENT ON DATABASE " + database
                        + " IS 'as once it was';\n");
        project.consolidate(ConsolidationMode.ADOPT)
                .failed("consolidation-blocked")
                .with("result.findings.rule", List.of("cluster-wide-statement"))
                .says("result.findings[0].detail", "COMMENT ON DATABASE");
        assertThat(project.environment.query(
                        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '" + database
                                + "'"))
                .containsExactly((String) null);
    }

    @Test
    void whatIsRecordedAndNotThereIsToldWithItsMigration() {
        OldProject project = OldProject.at(NAME, OldTables.ALEMBIC, 2);
        project.environment.execute("DROP TABLE orders");
        project.consolidate(ConsolidationMode.ADOPT)
                .failed("schema-differs")
                .with("result.findings.rule", List.of("recorded-object-missing"))
                .with("result.findings[0].where", "public.orders")
                .says("result.findings[0].detail", "alembic records ae1027a6acf, whose script V2__orders.sql builds");
        assertNothingAdopted(project);
        project.consolidate("{\"mode\":\"adopt\",\"acceptedDifferences\":[\"public.orders\",\"public.orders_id_seq\"]}")
                .succeeded()
                .with("result.findings[0].severity", "WARNING");
    }

    @Test
    void whatALaterScriptOnlyRefersToIsNotItsWork() {
        OldProject project = OldProject.at(NAME, OldTables.ALEMBIC, 2);
        project.environment.execute("DROP TABLE customers CASCADE");
        project.consolidate(ConsolidationMode.ADOPT)
                .failed("schema-differs")
                .says(
                        "result.findings.find { it.where == 'public.customers' }.detail",
                        "alembic records 1975ea83b712, whose script V1__customers.sql builds the table");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "GOLANG_MIGRATE | UPDATE schema_migrations SET dirty = true | half-applied-migration",
                "SQLX | UPDATE _sqlx_migrations SET success = false WHERE version % 10 = 2 | half-applied-migration",
                "PRISMA | UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%orders' | half-applied-migration",
                "LIQUIBASE | UPDATE databasechangelog SET exectype = 'FAILED' WHERE id = '2' | half-applied-migration",
                "LIQUIBASE | UPDATE databasechangeloglock SET locked = true | runner-in-flight",
                "GOOSE | CREATE TABLE goose_lock (lock_id bigint PRIMARY KEY, locked boolean NOT NULL, locked_at timestamptz, locked_by text, lease_expires_at timestamptz, updated_at timestamptz); INSERT INTO goose_lock VALUES (1, true, now(), 'ci', now() + interval '1 minute', now()) | runner-in-flight",
                "ALEMBIC | UPDATE alembic_version SET version_num = 'ffff' | unknown-version",
                "DBMATE | INSERT INTO schema_migrations VALUES ('20230101000000') | unknown-version",
                "GOLANG_MIGRATE | UPDATE schema_migrations SET version = 9 | unknown-version",
                "DIESEL | DELETE FROM __diesel_schema_migrations WHERE version LIKE '%1' | order-has-gaps"
            })
    void whatIsRecordedMustBeSound(OldTables system, String change, String rule) {
        OldProject project = OldProject.at(NAME, system, 2);
        project.environment.execute(change);
        assertBlocked(project, rule);
    }

    @Test
    void aChecksumThatDiffersBlocks() {
        OldProject project = OldProject.at(NAME, OldTables.SQLX, 1);
        project.manifest("{\"migrations\":[{\"version\":\"1\",\"system\":\"sqlx\",\"oldId\":\"20240101000001\","
                + "\"oldChecksum\":\"ABCE\"}]}");
        assertBlocked(project, "checksum-differs");
        project.manifest("{\"migrations\":[{\"version\":\"1\",\"system\":\"sqlx\",\"oldId\":\"20240101000001\","
                + "\"oldChecksum\":\"ABCD\"}]}");
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
    }

    @Test
    void twoSystemsOnOneTableNameMustBeToldApart() {
        OldProject project = OldProject.empty(NAME).withScripts().manifest("""
                {"migrations":[{"version":"1","system":"dbmate","oldId":"1"},{"version":"2","system":"rails","oldId":"2"},
                 {"version":"3","system":"rails","oldId":"3"}]}""");
        project.ran(2);
        project.environment.execute("CREATE TABLE schema_migrations (version varchar PRIMARY KEY);"
                + "INSERT INTO schema_migrations VALUES ('1'), ('2')");
        assertBlocked(project, "shared-version-table");
        String table = "\"table\":\"public.schema_migrations\"}";
        project.consolidate("{\"mode\":\"adopt\",\"tables\":[{\"system\":\"dbmate\"," + table
                        + ",{\"system\":\"rails\"," + table + "]}")
                .succeeded()
                .with("result.applied.system", List.of("dbmate", "rails"));
        assertThat(project.stockFlyway()).containsExactly("1 Success", "2 Success", "3 Pending");
    }

    @Test
    void twoTablesThatFitMustBeToldApart() {
        OldProject project = OldProject.at(NAME, OldTables.GOOSE, 2);
        project.environment.execute("CREATE SCHEMA app; CREATE TABLE app.goose_db_version (LIKE goose_db_version)");
        assertBlocked(project, "version-table-ambiguous");
    }

    @Test
    void aRunnerAtWorkBlocks() throws Exception {
        OldProject project = OldProject.at(NAME, OldTables.SQLX, 2);
        try (Connection runner = project.environment.connect();
                Statement statement = runner.createStatement()) {
            CRC32 crc = new CRC32();
            crc.update(project.environment.database().getBytes(StandardCharsets.UTF_8));
            statement.execute("SELECT pg_advisory_lock(" + 0x3d32ad9eL * crc.getValue() + ")");
            project.consolidate(ConsolidationMode.PLAN)
                    .succeeded()
                    .with("result.findings.rule", List.of("runner-in-flight", "checksums-not-compared"));
            project.consolidate(ConsolidationMode.ADOPT).failed("lock-unavailable");
            assertNothingAdopted(project);
        }
        try (Connection runner = project.environment.connect();
                Statement statement = runner.createStatement()) {
            runner.setAutoCommit(false);
            statement.execute("INSERT INTO _sqlx_migrations VALUES (9, 'x', now(), true, '', 1)");
            assertBlocked(project, "runner-in-flight");
            runner.rollback();
        }
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
    }

    @Test
    void aStatementThatReachesBeyondTheDatabaseIsNotRehearsed() {
        OldProject project = OldProject.at(NAME, OldTables.GOOSE, 2);
        project.environment.script(
                "V1__customers.sql", OldProject.SCRIPTS.get("V1__customers.sql") + "CREATE ROLE mc_never_made;\n");
        assertBlocked(project, "cluster-wide-statement");
        assertThat(project.environment.query("SELECT count(*) FROM pg_roles WHERE rolname = 'mc_never_made'"))
                .containsExactly("0");
    }

    @Test
    void aScriptThatDoesNotRunFromNothingFailsTheProof() {
        OldProject project = OldProject.at(NAME, OldTables.GOOSE, 2);
        project.environment.script("V2__orders.sql", "SELECT 1;\nCREATE TABLE customers (id int);\n");
        project.consolidate(ConsolidationMode.ADOPT)
                .failed("statement-failed")
                .with("failure.step", "V2__orders.sql")
                .with("failure.line", 2)
                .with("steps.state", List.of("SUCCEEDED", "FAILED", "NOT_RUN"));
        assertNothingAdopted(project);
    }

    @Test
    void aScriptOfTheManifestMustBeThere() {
        OldProject project = OldProject.at(NAME, OldTables.GOOSE, 2);
        project.environment.deleteScript("V2__orders.sql");
        assertBlocked(project, "script-missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | 400 | invalid-request",
                "{\"mode\":\"merge\"} | 400 | invalid-request",
                "{\"mode\":\"retire\",\"acceptedDifferences\":[\"x\"]} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"manifest\":{\"migrations\":[]}} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"manifest\":{\"migrations\":[{\"version\":\"x\",\"system\":\"goose\",\"oldId\":\"1\"}]}} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"manifest\":{\"migrations\":[{\"version\":\"1\",\"system\":\"magic\",\"oldId\":\"1\"}]}} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"manifest\":{\"migrations\":[null]}} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"tables\":[{\"system\":\"goose\",\"table\":\"x\"}]} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"tables\":[null]} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"acceptedDifferences\":[null]} | 400 | invalid-request",
                "{\"mode\":\"plan\",\"colour\":1} | 400 | invalid-request",
                "[] | 400 | invalid-request",
                "{\"mode\": | 400 | invalid-request"
            })
    void whatCannotBeUsedIsRefused(String body, int status, String slug) {
        OldProject project = OldProject.at(NAME, OldTables.GOOSE, 2);
        project.consolidate(body).refused(status, slug);
    }

    @Test
    void aManifestFileThatCannotBeReadIsRefused() {
        OldProject project = OldProject.at(NAME, OldTables.GOOSE, 2);
        for (String text : List.of("{", "[]", "null", "{\"migrations\":7}", "{\"migrations\":[]}")) {
            project.manifest(text).consolidate(ConsolidationMode.PLAN).refused(409, "manifest-invalid");
        }
    }

    private static void assertBlocked(OldProject project, String rule) {
        OperationAssert blocked = project.consolidate(ConsolidationMode.ADOPT).failed("consolidation-blocked");
        assertThat(blocked.json().<String>getList("result.findings.findAll { it.severity == 'ERROR' }.rule"))
                .contains(rule);
        assertThat(blocked.json().<String>getList("result.findings.remedy")).noneMatch(String::isBlank);
        assertNothingAdopted(project);
    }

    private static void assertNothingAdopted(OldProject project) {
        assertThat(project.environment.query("SELECT to_regclass('flyway_schema_history')::text"
                        + " UNION ALL SELECT to_regnamespace('migration_control_archive')::text"))
                .containsExactly(null, null);
    }
}
