package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TreeAuditRefusalTest {
    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void archivesOfBothKindsAreAudited() throws IOException {
        String script = "-- +goose Up\nCREATE TABLE t (id int);\n";
        for (Response response : new Response[] {
            TreeAuditing.upload(zip("m/00001_a.sql", script), "application/zip"),
            TreeAuditing.upload(tar("m/00001_a.sql", script), "application/gzip")
        }) {
            String id = TreeAuditing.succeeded(response);
            Service.get("/api/v1/audits/{}", id).then().statusCode(200).body("systems[0].system", equalTo("goose"));
        }
    }

    @Test
    void theSameArchiveUnderTheSameKeyIsOneAudit() throws IOException {
        byte[] archive = zip("m/V1__a.sql", "SELECT 1;");
        String key = UUID.randomUUID().toString();
        String first = keyed(archive, key);
        assertThat(keyed(archive, key)).isEqualTo(first);
    }

    private static String keyed(byte[] archive, String key) {
        return Service.request()
                .contentType("application/zip")
                .header("Idempotency-Key", key)
                .body(archive)
                .post("/api/v1/audits")
                .jsonPath()
                .getString("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../legacy", "/etc", "legacy/../../..", "no-such", "C:/x", "legacy/README.md", "a\\\\b"})
    void directoriesOutsideOfTheRootsAreRefused(String directory) {
        TreeAuditing.directory(directory).then().statusCode(404).body("type", endsWith("unknown-source-tree"));
    }

    @Test
    void aDirectoryInsideOfARootMayBeGivenWithItsWholePath() {
        Path sample = Path.of("deploy/sample").toAbsolutePath();
        TreeAuditing.directory(sample.resolve("legacy").toString()).then().statusCode(200);
        TreeAuditing.directory(sample.resolve("legacy/../../../src").toString())
                .then()
                .statusCode(404);
        TreeAuditing.directory(sample.getParent().resolve("sample-two").toString())
                .then()
                .statusCode(404);
    }

    @Test
    void directoriesThatAreReachedThroughLinksAreRefused() throws IOException {
        Path trees = Files.createDirectories(TestEnvironment.TREES);
        Path link = trees.resolve("link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("src").toAbsolutePath());
        TreeAuditing.directory("link").then().statusCode(404).body("type", endsWith("unknown-source-tree"));
        TreeAuditing.directory("link/main").then().statusCode(404).body("type", endsWith("unknown-source-tree"));
    }

    @Test
    void hostileArchivesAreRefusedBeforeAnythingIsAccepted() throws IOException {
        TreeAuditing.upload(zip("../a.sql", "x"), "application/zip")
                .then()
                .statusCode(422)
                .body("type", endsWith("tree-refused"))
                .body("reason", equalTo("PATH_OUTSIDE"));
        TreeAuditing.upload(new byte[] {1, 2, 3}, "application/gzip")
                .then()
                .statusCode(422)
                .body("reason", equalTo("UNREADABLE"));
        byte[] bomb = zip("a.sql", "0".repeat(110 << 20));
        assertThat(bomb.length).isLessThan(1 << 20);
        TreeAuditing.upload(bomb, "application/zip").then().statusCode(422).body("reason", equalTo("TOO_LARGE"));
    }

    @Test
    void badRequestsSayWhatIsWrong() {
        TreeAuditing.request("{}").then().statusCode(400).body("violations[0].field", equalTo("directory"));
        TreeAuditing.request("{\"directory\":\"legacy\",\"x\":1}")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("x"));
        TreeAuditing.request("{").then().statusCode(400);
        TreeAuditing.request("").then().statusCode(400);
        TreeAuditing.request("{\"directory\":\"legacy\",\"environments\":[\"nope\"]}")
                .then()
                .statusCode(404)
                .body("type", endsWith("unknown-environment"));
        TreeAuditing.upload("x".getBytes(StandardCharsets.UTF_8), "text/plain")
                .then()
                .statusCode(415);
        TreeAuditing.request("{\"directory\":\"" + "x".repeat(2 << 20) + "\"}")
                .then()
                .statusCode(413)
                .body("type", endsWith("body-too-large"));
    }

    @Test
    void auditsThatAreNotThereAreRefused() {
        Service.get("/api/v1/audits/{}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", endsWith("unknown-audit"));
        Service.get("/api/v1/audits/{}", "x").then().statusCode(400).body("detail", containsString("UUID"));
    }

    @Test
    void archivesBeyondTheLimitAreRefusedWithAReasonBeforeTheyAreSent() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("POST /api/v1/audits HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/gzip\r\n"
                                    + "Content-Length: 73400320\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(10_000);
            // The connection stays open for the body that is never sent, so nothing ends the answer but its own length.
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("}")) {
                answer.append((char) socket.getInputStream().read());
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 413").contains("body-too-large", "67108864 bytes");
        }
    }
}
