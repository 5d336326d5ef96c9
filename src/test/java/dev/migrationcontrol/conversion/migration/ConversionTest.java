package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.conversion.importer.Layout;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ConversionTest {
    private static final Path ROOT = ServiceUnderTest.SOURCES;
    private static final String ALEMBIC = """
            BEGIN;

            CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);

            -- Running upgrade  -> aa01

            CREATE TABLE shops (id int);
            INSERT INTO alembic_version (version_num) VALUES ('aa01') RETURNING alembic_version.version_num;

            -- Running upgrade aa01 -> cc03

            COMMIT;
            CREATE INDEX CONCURRENTLY shops_id ON shops (id);
            BEGIN;
            UPDATE alembic_version SET version_num='cc03' WHERE alembic_version.version_num = 'aa01';

            -- Running upgrade aa01 -> bb02

            CREATE TABLE orders (id int);
            INSERT INTO alembic_version (version_num) VALUES ('bb02') RETURNING alembic_version.version_num;

            COMMIT;
            """;

    @BeforeAll
    static void writeSources() {
        Layout.GOOSE.write(ROOT.resolve("goose"));
        Converting.write(ROOT, "psql/1_a.sql", "SELECT 1;", "\\i b.sql");
        Converting.write(ROOT, "nothing/readme.txt", "no migrations");
        Converting.write(ROOT, "rails/db/migrate/20240101000000_a.rb", "class A < ActiveRecord::Migration[7.1]");
        Converting.write(
                ROOT,
                "rails/db/structure.sql",
                "\\restrict abc",
                "CREATE TABLE a ();",
                "INSERT INTO \"schema_migrations\" (version) VALUES ('20240101000000');",
                "\\unrestrict abc");
        Converting.write(ROOT, "alembic/upgrade.sql", ALEMBIC);
        Converting.write(
                ROOT,
                "alembic/versions/aa01_shops.py",
                "\"\"\"create shops",
                "\"\"\"",
                "revision = 'aa01'",
                "down_revision = None");
        Converting.write(ROOT, "alembic/versions/bb02_x.py", "revision = 'bb02'", "down_revision = 'aa01'");
        Converting.write(ROOT, "alembic/versions/cc03_x.py", "revision = 'cc03'", "down_revision = 'aa01'");
        Converting.write(
                ROOT,
                "alembic/downgrade.sql",
                "-- Running downgrade bb02 -> aa01",
                "DROP TABLE orders;",
                "DELETE FROM alembic_version WHERE alembic_version.version_num = 'bb02';");
    }

    private static ValidatableResponse convert(String source) {
        return Service.post("/api/v1/conversions", "{\"sources\":[" + source + "]}")
                .then();
    }

    @Test
    void theManifestMapsEveryOldIdToItsVersionAndBack() {
        convert("{\"directory\":\"goose\"}")
                .statusCode(200)
                .body("order", equalTo("by number, as goose runs them"))
                .body("migrations", hasSize(5))
                .body("migrations[1].script", equalTo("V000002__index_outside.sql"))
                .body("migrations[1].undoScript", equalTo("U000002__index_outside.sql"))
                .body("migrations[1].transactional", equalTo(false))
                .body("migrations[1].oldId", equalTo("2"))
                .body("migrations[2].undoScript", equalTo(null))
                .body("versions.goose.'2'", equalTo("000002"));
    }

    @Test
    void theArchiveIsTheSameEveryTimeAndHoldsScriptsSettingsAndManifest() throws IOException {
        byte[] archive = zip();
        assertThat(zip()).isEqualTo(archive);
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files)
                .hasSize(5 + 4 + 5 + 1)
                .containsEntry("V000001__notes.sql.conf", "placeholderReplacement=false\n")
                .containsEntry("V000002__index_outside.sql.conf", "executeInTransaction=false\n")
                .containsEntry("U000002__index_outside.sql.conf", "executeInTransaction=false\n")
                .containsEntry("V000004__glad_notes.sql.conf", "executeInTransaction=true\n")
                .containsKeys("U000005__third_note.sql", "manifest.json");
    }

    private static byte[] zip() {
        return RestAssured.given()
                .accept("application/zip")
                .contentType(ContentType.JSON)
                .body("{\"sources\":[{\"directory\":\"goose\",\"system\":\"goose\"}]}")
                .post("/api/v1/conversions")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .extract()
                .asByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"directory\":\"psql\"} | 422 | source-not-convertible | psql/1_a.sql:2: The psql meta-command \\i",
                "{\"directory\":\"nothing\"} | 422 | source-unrecognised | not have the layout of a known system",
                "{\"directory\":\"goose\",\"system\":\"gosse\"} | 422 | source-unrecognised | no importer for the system 'gosse'",
                "{\"directory\":\"rails\"} | 422 | code-only-migrations | The migrations of rails in rails are programs",
                "{\"directory\":\"goose\",\"system\":\"django\"} | 422 | code-only-migrations | django",
                "{\"directory\":\"../..\"} | 422 | unknown-source | leads out of it",
                "{\"directory\":\"/etc\"} | 422 | unknown-source | /etc",
                "{\"directory\":\"gone\"} | 422 | unknown-source | gone",
                "{\"directory\":\"alembic\",\"sqlOutput\":\"../psql/1_a.sql\"} | 422 | unknown-source | 1_a.sql",
                "{\"directory\":\"alembic\",\"sqlOutput\":\"downgrade.sql\"} | 422 | source-not-convertible | not the output of an upgrade",
                "{\"directory\":\"rails\",\"system\":\"rails\",\"runTool\":true} | 422 | tool-unavailable | Alembic",
                "{\"directory\":\"rails\",\"baselineOf\":\"nowhere\"} | 404 | unknown-environment | nowhere",
                "{\"directory\":\" \"} | 400 | invalid-request | directory",
                "{\"directory\":\"goose\",\"encoding\":\"no such\"} | 400 | invalid-request | encoding",
                "{\"directory\":\"a\\u0000b\"} | 400 | invalid-request | U+0000",
                "{\"directory\":\"goose\",\"kind\":\"x\"} | 400 | invalid-request | kind",
            })
    void whatCannotBeConvertedIsRefused(String source, int status, String slug, String detail) {
        convert(source)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://migrationcontrol.dev/problems/" + slug))
                .body("detail", containsString(detail));
    }

    @Test
    void noSourcesAreRefused() {
        Service.post("/api/v1/conversions", "{}")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("sources"));
        Service.post("/api/v1/conversions", "").then().statusCode(400);
    }

    @Test
    void whatAlembicPrintedIsTakenApartAtItsRevisions() {
        convert(
                        "{\"directory\":\"alembic\",\"system\":\"alembic\",\"sqlOutput\":\"upgrade.sql\",\"undoSqlOutput\":\"downgrade.sql\"}")
                .statusCode(200)
                .body("order", startsWith("topological"))
                .body("order", containsString("heads: bb02, cc03"))
                .body(
                        "migrations.script",
                        equalTo(java.util.List.of(
                                "V0001__aa01_create_shops.sql", "V0002__cc03.sql", "V0003__bb02.sql")))
                .body("migrations.transactional", equalTo(java.util.List.of(true, false, true)))
                .body("migrations[2].undoScript", equalTo("U0003__bb02.sql"))
                .body("migrations[2].parents", equalTo(java.util.List.of("aa01")))
                .body("versions.alembic.bb02", equalTo("0003"));
    }

    @Test
    void aDumpBecomesOneBaselineThatStandsForItsVersions() {
        convert("{\"directory\":\"rails\",\"schemaDump\":\"db/structure.sql\"}")
                .statusCode(200)
                .body("migrations.script", equalTo(java.util.List.of("B1__rails_schema.sql")))
                .body("versions.rails.'20240101000000'", equalTo("1"));
    }
}
