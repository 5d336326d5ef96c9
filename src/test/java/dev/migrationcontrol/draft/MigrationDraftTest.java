package dev.migrationcontrol.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class MigrationDraftTest {
    private static final String DRAFTS = "migration-drafts";
    private static final String CHECKS = "model-checks";

    @Test
    void aDraftFromSqlCanBeInstalledAndRolledBack() throws IOException {
        TestEnvironment environment = TestEnvironment.empty("trees")
                .script("V1__a.sql", "CREATE TABLE bought (id int PRIMARY KEY, note text)");
        environment.execute("GRANT CREATE ON SCHEMA public TO trials");
        Service.upgrade(environment, "{}").succeeded();
        String body =
                "{\"scripts\":[{\"name\":\"m.sql\",\"content\":\"CREATE TABLE bought (id int PRIMARY KEY, note text,"
                        + " remark text)\"}]}";
        Service.work(environment, CHECKS, body)
                .succeeded()
                .with("type", "MODEL_CHECK")
                .with("result.agrees", false)
                .with("result.differences[0].object", "public.bought.remark");
        String id = Service.work(environment, DRAFTS, body)
                .succeeded()
                .with("type", "MIGRATION_DRAFT")
                .with("result.verdict", "EXACT")
                .id();
        JsonPath draft = Service.get("/api/v1/migration-drafts/{}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(draft.getString("up.name")).isEqualTo("V2__model.sql");
        assertThat(draft.getList("findings")).isNotNull();
        Map<String, String> files = files(Service.request()
                .accept("application/zip")
                .get("/api/v1/migration-drafts/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
        assertThat(files).containsOnlyKeys("U2__model.sql", "V2__model.sql");
        files.forEach(environment::script);
        Service.work(environment, CHECKS, body).succeeded().with("result.agrees", true);
        Service.upgrade(environment, "{}").succeeded().did("2");
        Service.rollBack(environment, "{\"steps\":1}").succeeded().did("2");
    }

    @Test
    void anArchiveAndAnotherEnvironmentAreModelsToo() throws IOException {
        TestEnvironment environment = TestEnvironment.empty("trees").script("V1__a.sql", "CREATE TABLE a (id int)");
        TestEnvironment other = TestEnvironment.empty("drifted");
        other.execute("CREATE TABLE a (id int); CREATE TABLE b (id int)");
        Service.work(environment, CHECKS, "{\"environment\":\"drifted\"}")
                .succeeded()
                .with("result.differences[0].object", "public.b");
        JsonPath operation = Service.request()
                .contentType("application/zip")
                .header("Prefer", "wait=120")
                .body(zip("db/2.sql", "ALTER TABLE a ADD b int", "db/1.sql", "CREATE TABLE a (id int)", "x.txt", "no"))
                .post("/api/v1/environments/trees/model-checks")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(operation.getString("result.differences[0].object")).isEqualTo("public.a.b");
    }

    @Test
    void whatCannotBeDraftedIsRefusedOrFails() {
        TestEnvironment environment = TestEnvironment.empty("trees").script("V1__a.sql", "CREATE TABLE a (id int)");
        Service.work(environment, DRAFTS, "{}").refused(400, "invalid-request");
        Service.work(environment, DRAFTS, "{\"environment\":\"nowhere\"}").refused(404, "unknown-environment");
        Service.work(environment, CHECKS, "{\"scripts\":[{\"name\":\"m\",\"content\":\"CREATE ROLE x\"}]}")
                .refused(400, "invalid-request");
        Service.work(environment, DRAFTS, "{\"environment\":\"drifted\",\"renames\":[{\"from\":\"x\"}]}")
                .refused(400, "invalid-request");
        String id = Service.work(
                        environment,
                        DRAFTS,
                        "{\"scripts\":[{\"name\":\"m\",\"content\":\"CREATE TABLE t (a nothing)\"}]}")
                .failed("draft-impossible")
                .id();
        assertThat(Service.get("/api/v1/migration-drafts/{}", id).statusCode()).isEqualTo(409);
        assertThat(Service.get("/api/v1/migration-drafts/{}", "0192f0c1-7c00-7000-8000-000000000000")
                        .statusCode())
                .isEqualTo(404);
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
