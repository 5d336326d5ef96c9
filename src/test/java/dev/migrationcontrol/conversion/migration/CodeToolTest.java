package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.migrationcontrol.CodeTools;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.BothRunners;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.SchemaComparison;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real Alembic and Django print makes the schema that they make themselves. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class CodeToolTest {
    private static final Path PROJECTS = Path.of("src", "test", "resources", "code-migrations");

    @Inject
    SchemaComparison comparison;

    @TempDir
    Path scripts;

    @BeforeEach
    void requireTools() {
        CodeTools.require();
    }

    @Test
    void alembicsBranchesMakeTheSchemaThatAlembicMakes() throws IOException, SQLException {
        Path project = copied("alembic");
        convert("alembic")
                .body("order", containsString("topological"))
                .body("order", containsString("heads: a6, b2"))
                .body("migrations.oldId", equalTo(List.of("a1", "a3", "a2", "a4", "b1", "b2", "a5", "a6")))
                .body("migrations[1].transactional", equalTo(false))
                .body("migrations.find { it.oldId == 'b2' }.parents", equalTo(List.of("b1", "a4")))
                .body("migrations.find { it.oldId == 'a5' }.undoScript", equalTo(null))
                .body("findings.rule", equalTo(List.of("down-not-printed")))
                .body("findings[0].where", equalTo("tool-alembic/migrations/versions/a5_one_way.py"))
                .body("findings[0].detail", containsString("NotImplementedError: the words are lost"));
        String theirs = TestServer.createDatabase();
        CodeTools.run(project, url(theirs), "-m", "alembic", "upgrade", "heads");
        unpack("alembic");
        for (String ours : built()) {
            assertThat(differences(ours, theirs, "alembic_version")).as(ours).isEmpty();
            new BothRunners(scripts).rollBackByOurs(ours, 1);
            assertThat(differences(ours, theirs, "alembic_version"))
                    .as("after a rollback")
                    .isNotEmpty();
        }
    }

    @Test
    void djangosApplicationsMakeTheSchemaThatDjangoMakes() throws IOException, SQLException {
        copied("django");
        unpack("django");
        String theirs = TestEnvironment.database(CodeTools.THROW_AWAY);
        assertThat(Files.readString(scripts.resolve("V0005__people.0002_favourite.sql")))
                .as("a name that Django looks up in the database")
                .contains("DROP CONSTRAINT \"people_person_name_key\"");
        assertThat(Files.readString(scripts.resolve("manifest.json")))
                .contains("topological, as Django plans them")
                .contains("IrreversibleError: Operation <RunSQL")
                .doesNotContain("names-from-database");
        for (String ours : built()) {
            assertThat(differences(ours, theirs, "django_migrations"))
                    .as("but for the rows of the step in Python, which a finding tells")
                    .allMatch(difference -> difference.contains("row"));
        }
    }

    @Test
    void aDatabaseThatDjangoFindsInAnotherStateIsTold() throws IOException {
        Path project = copied("django");
        Converting.write(project, "plain");
        Path settings = project.resolve("settings.py");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("\"django.contrib.contenttypes\", ", "")
                        .replace(", \"stock\"", ""));
        for (String later : List.of("0002_first_shop", "0003_name_index", "0004_for_good")) {
            Files.delete(project.resolve("shop/migrations/" + later + ".py"));
        }
        String migrated = TestEnvironment.empty(CodeTools.THROW_AWAY).database();
        CodeTools.run(project, url(migrated), "manage.py", "migrate", "--verbosity", "0");
        convert("django")
                .body("findings.rule", hasItem("names-from-database"))
                .body("findings.find { it.rule == 'application-not-installed' }.where", equalTo("tool-django/stock"));
        Files.writeString(
                project.resolve("shop/migrations/0002_pair.py"),
                Files.readString(PROJECTS.resolve("django/shop/migrations/0004_for_good.py"))
                        .replace("0003_name_index", "0001_initial")
                        .replace(", (\"stock\", \"0002_amount\")", ""));
        CodeTools.run(project, url(migrated), "manage.py", "migrate", "--verbosity", "0");
        Service.post("/api/v1/conversions", request("django"))
                .then()
                .statusCode(422)
                .body("type", endsWith("/tool-unavailable"))
                .body("detail", containsString("failed at 'manage.py sqlmigrate shop 0002_pair"))
                .body("detail", containsString("Found wrong number (0) of constraints"));
    }

    private static Path copied(String project) throws IOException {
        Path target = ServiceUnderTest.SOURCES.resolve("tool-" + project);
        Converting.delete(target);
        try (var files = Files.walk(PROJECTS.resolve(project))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(PROJECTS.resolve(project).relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return target;
    }

    private static String request(String system) {
        return "{\"sources\":[{\"directory\":\"tool-%1$s\",\"system\":\"%1$s\",\"runTool\":true}]}".formatted(system);
    }

    private static ValidatableResponse convert(String system) {
        return Service.post("/api/v1/conversions", request(system)).then().statusCode(200);
    }

    private void unpack(String system) throws IOException {
        byte[] zip = RestAssured.given()
                .accept("application/zip")
                .contentType(ContentType.JSON)
                .body(request(system))
                .post("/api/v1/conversions")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Files.write(scripts.resolve(entry.getName()), in.readAllBytes());
            }
        }
    }

    private List<String> built() {
        String ours = TestServer.createDatabase();
        String stock = TestServer.createDatabase();
        new BothRunners(scripts).upgradeByOurs(ours);
        new BothRunners(scripts).upgradeByStock(stock);
        return List.of(ours, stock);
    }

    private List<String> differences(String ours, String theirs, String table) throws SQLException {
        ComparisonScope hidden =
                new ComparisonScope(List.of("public." + table, "public.flyway_schema_history"), List.of());
        return comparison
                .compare(
                        TestServer.database(ours),
                        TestServer.database(theirs),
                        hidden,
                        SchemaComparison.Rows.SAME_NUMBER)
                .list()
                .stream()
                .map(Difference::toString)
                .toList();
    }

    private static String url(String database) {
        return "postgresql+psycopg2://postgres:canary-secret@127.0.0.1:" + TestServer.port() + "/" + database;
    }
}
