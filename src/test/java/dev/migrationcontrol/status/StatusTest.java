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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class StatusTest {
    private static final String NAME = "contract";

    @Test
    void tellsWhatThePendingMigrationsAre() {
        TestEnvironment environment = TestEnvironment.withSample(NAME);
        Service.upgrade(environment, "{\"targetVersion\": \"8\"}").succeeded();

        JsonPath status = status();

        assertThat(status.getString("environment")).isEqualTo(NAME);
        assertThat(status.getString("state")).isEqualTo("PENDING");
        assertThat(status.getString("currentVersion")).isEqualTo("8");
        assertThat(status.getString("latestVersion")).isEqualTo("10");
        assertThat(status.<Map<String, String>>getList("pending").get(0))
                .containsEntry("version", "9")
                .containsEntry("description", "create document shares")
                .containsEntry("script", "V9__create_document_shares.sql")
                .containsEntry("undo", "U9__create_document_shares.sql");
        assertThat(status.getList("pending.version")).startsWith("9", "10");
        assertThat(status.getList("problems")).isEmpty();
        assertThat(status.getList("foreignSystems")).isEmpty();
        assertThat((Object) status.get("activeOperation")).isNull();
        assertThat(Instant.parse(status.getString("checkedAt")))
                .isBetween(Instant.now().minusSeconds(5), Instant.now());
        assertThat(Duration.parse(status.getString("responseTime"))).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        assertThat(status.getString("server.version")).isNotBlank();
        assertThat(status.getBoolean("server.readOnly")).isFalse();
        assertThat((Object) status.get("server.pooler")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1 | UP_TO_DATE | ",
                "UPDATE flyway_schema_history SET success = false WHERE version = '9' | FAILED | FAILED_MIGRATION",
                "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2' | DIVERGED | CHECKSUM_MISMATCH",
                "UPDATE flyway_schema_history SET description = 'x' WHERE version = '2' | DIVERGED | DESCRIPTION_MISMATCH",
                "UPDATE flyway_schema_history SET version = '1.5' WHERE version = '2' | DIVERGED | MISSING_SCRIPT",
                "DELETE FROM flyway_schema_history WHERE version = '2' | DIVERGED | NOT_APPLIED",
                "UPDATE flyway_schema_history SET type = 'UNDO_SQL' WHERE version = '2' | DIVERGED | UNREADABLE_ROW",
                "UPDATE flyway_schema_history SET version = 'two' WHERE version = '2' | DIVERGED | UNREADABLE_ROW",
                "ALTER TABLE flyway_schema_history RENAME success TO ok | DIVERGED | HISTORY_UNREADABLE",
                "INSERT INTO flyway_schema_history SELECT 100, '99', 'd', 'SQL', 'V99__d.sql', 1, 'u', now(), 1, true | AHEAD | FUTURE_MIGRATION",
                "DELETE FROM flyway_schema_history WHERE version = '10' | PENDING | ",
                "DROP TABLE flyway_schema_history | UNMANAGED | ",
                "DROP SCHEMA public CASCADE; CREATE SCHEMA public | EMPTY | "
            })
    void judgesWhatItFinds(String change, String state, String problem) {
        TestEnvironment environment = TestEnvironment.withSample(NAME);
        Service.upgrade(environment, "{}").succeeded();

        environment.execute(change);

        JsonPath status = status();
        assertThat(status.getString("state")).as(status.prettify()).isEqualTo(state);
        if (problem == null) {
            assertThat(status.getList("problems")).isEmpty();
        } else {
            assertThat(status.getList("problems.kind")).contains(problem);
            assertThat(status.getList("problems.detail", String.class))
                    .allSatisfy(detail -> assertThat(detail).isNotBlank());
        }
    }

    @Test
    void saysWhyTheScriptsCannotBeRead() {
        TestEnvironment environment = TestEnvironment.withSample(NAME);
        Service.upgrade(environment, "{}").succeeded();
        environment.script("V10.0__the_same_again.sql", "SELECT 1");

        Service.awaitState(environment, "DIVERGED");

        JsonPath status = status();
        assertThat(status.getList("problems.kind")).containsExactly("SCRIPTS_UNREADABLE");
        assertThat(status.getString("currentVersion")).isEqualTo("10");
        assertThat((Object) status.get("latestVersion")).isNull();
    }

    @Test
    void namesTheSystemsThatWereThereBefore() {
        TestEnvironment environment = TestEnvironment.empty(NAME);
        environment.execute(
                "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('ae1027a6acf')");

        JsonPath status = status();

        assertThat(status.getString("state")).isEqualTo("UNMANAGED");
        assertThat(status.getString("foreignSystems[0].system")).isEqualTo("alembic");
        assertThat(status.getString("foreignSystems[0].table")).isEqualTo("public.alembic_version");
        assertThat(status.getList("foreignSystems[0].versions")).containsExactly("ae1027a6acf");
    }

    @Test
    void namesTheOperationThatRuns() {
        TestEnvironment environment = TestEnvironment.empty(NAME).script("V1__slow.sql", "SELECT pg_sleep(3)");
        Response accepted = Service.post("/api/v1/environments/{}/upgrades", "{}", NAME);
        assertThat(accepted.statusCode()).isEqualTo(202);
        String id = accepted.jsonPath().getString("id");

        assertThat(status().getString("activeOperation")).isEqualTo(id);

        await().untilAsserted(() ->
                assertThat((Object) status().get("activeOperation")).isNull());
    }

    @Test
    void tellsAnUnreachableDatabaseWithoutItsPassword() {
        Response answer = Service.get("/api/v1/environments/{}/status", TestEnvironment.UNREACHABLE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).doesNotContain("canary-secret");
        assertThat(answer.jsonPath().getString("state")).isEqualTo("UNREACHABLE");
        assertThat(answer.jsonPath().getList("problems.kind")).containsExactly("UNREACHABLE");
        assertThat((Object) answer.jsonPath().get("server")).isNull();
        assertThat(answer.jsonPath().getString("latestVersion")).isEqualTo("10");
    }

    @Test
    void listsAllEnvironmentsInTheirOrder() {
        List<String> names = Service.get("/api/v1/environments").jsonPath().getList("items.name");

        JsonPath list = Service.get("/api/v1/status").jsonPath();

        assertThat(list.getList("items.environment")).isEqualTo(names);
        assertThat((Object) list.get("nextPageToken")).isNull();
        assertThat(list.getList("items.state")).contains("UNREACHABLE");
    }

    @Test
    void pagesHoldEveryEnvironmentOnce() {
        List<String> names = Service.get("/api/v1/environments").jsonPath().getList("items.name");
        JsonPath first = Service.get("/api/v1/status?pageSize=2").jsonPath();
        JsonPath second = Service.get("/api/v1/status?pageSize=200&pageToken=" + first.getString("nextPageToken"))
                .jsonPath();

        assertThat(first.getList("items.environment")).isEqualTo(names.subList(0, 2));
        assertThat(second.getList("items.environment")).isEqualTo(names.subList(2, names.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/status?pageSize=0, pageSize",
        "/api/v1/status?pageSize=201, pageSize",
        "/api/v1/environments?pageSize=many, pageSize",
        "/api/v1/environments?pageToken=-, pageToken",
        "/api/v1/environments/contract/migrations?pageToken=LTE, pageToken"
    })
    void refusesPagesThatCannotBe(String path, String field) {
        Response answer = Service.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("violations.field")).containsExactly(field);
    }

    @Test
    void refusesEnvironmentsThatAreNotConfigured() {
        for (String path : List.of("", "/status", "/migrations")) {
            Response answer = Service.get("/api/v1/environments/{}" + path, "prod");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.jsonPath().getString("type")).endsWith("/unknown-environment");
        }
    }

    private static JsonPath status() {
        Response answer = Service.get("/api/v1/environments/{}/status", NAME);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
