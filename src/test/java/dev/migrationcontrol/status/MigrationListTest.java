package dev.migrationcontrol.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class MigrationListTest {
    private static final String PATH = "/api/v1/environments/contract/migrations";

    private final TestEnvironment environment = TestEnvironment.withSample("contract");

    @Test
    void tellsScriptsAndRowsTogether() {
        Instant before = Instant.now();
        Service.upgrade(environment, "{\"targetVersion\": \"4\"}").succeeded();

        JsonPath list = Service.get(PATH).jsonPath();

        assertThat(list.getList("items.state", String.class).subList(0, 6))
                .containsExactly("SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS", "PENDING");
        JsonPath applied = list.setRootPath("items[3]");
        assertThat(applied.getString("version")).isEqualTo("4");
        assertThat(applied.getString("description")).isEqualTo("create documents");
        assertThat(applied.getString("type")).isEqualTo("SQL");
        assertThat(applied.getString("script")).isEqualTo("V4__create_documents.sql");
        assertThat(applied.getString("undo")).isEqualTo("U4__create_documents.sql");
        assertThat(applied.getString("installedBy")).isEqualTo("postgres");
        assertThat(applied.getInt("installedRank")).isEqualTo(4);
        assertThat(applied.getString("checksum")).isEqualTo(checksum("4"));
        assertThat(Instant.parse(applied.getString("installedAt")))
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(Duration.parse(applied.getString("executionTime"))).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        JsonPath pending = list.setRootPath("items[5]");
        assertThat(pending.getString("version")).isEqualTo("5");
        assertThat((Object) pending.get("installedAt")).isNull();
        assertThat((Object) pending.get("installedRank")).isNull();
        assertThat((Object) pending.get("executionTime")).isNull();
        assertThat(pending.getInt("checksum")).isNotZero();
        assertThat((Object) list.setRootPath("items[2]").get("undo")).isNull();
    }

    @Test
    void pagesHoldEveryMigrationOnce() {
        Service.upgrade(environment, "{\"targetVersion\": \"4\"}").succeeded();
        List<String> all = Service.get(PATH).jsonPath().getList("items.script");
        List<String> paged = new ArrayList<>();
        String token = "";
        do {
            JsonPath page = Service.get(PATH + "?pageSize=3" + token).jsonPath();
            paged.addAll(page.getList("items.script"));
            token = page.getString("nextPageToken") == null ? "" : "&pageToken=" + page.getString("nextPageToken");
        } while (!token.isEmpty());

        assertThat(paged).isEqualTo(all).hasSizeGreaterThan(9);
    }

    @Test
    void isRefusedWhileTheDatabaseDoesNotAnswer() {
        Response answer = Service.get("/api/v1/environments/{}/migrations", TestEnvironment.UNREACHABLE);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("type")).endsWith("/environment-unreachable");
        assertThat(answer.getHeader("Retry-After")).isNotNull();
        assertThat(answer.asString()).doesNotContain("canary-secret");
    }

    @Test
    void isRefusedWhereTheHistoryCannotBeRead() {
        environment.execute("CREATE TABLE flyway_schema_history (id int)");

        Response answer = Service.get(PATH);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("type")).endsWith("/history-unreadable");
    }

    @Test
    void isRefusedWhereTheScriptsCannotBeRead() {
        environment.script("V4.0__the_same_again.sql", "SELECT 1");

        await().untilAsserted(() -> {
            Response answer = Service.get(PATH);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.jsonPath().getString("type")).endsWith("/scripts-unreadable");
        });
    }

    private String checksum(String version) {
        return environment
                .query("SELECT checksum FROM flyway_schema_history WHERE version = '" + version + "'")
                .get(0);
    }
}
