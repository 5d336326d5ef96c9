package dev.migrationcontrol.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is odd about one environment is said of that one, and keeps no other from being answered for. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class OddEnvironmentTest {
    private static final String NAME = "odd";

    @ParameterizedTest
    @ValueSource(strings = {"V-1__a.sql", "U-1__a.sql", "V１__a.sql", "Vlatest__a.sql"})
    void aNameThatCannotBeUsedIsAProblemOfItsEnvironment(String file) {
        TestEnvironment environment = TestEnvironment.withSample(NAME).script(file, "SELECT 1");
        Service.awaitState(environment, "EMPTY");
        await().untilAsserted(() ->
                assertThat(status().getString("problems.detail")).contains(file).doesNotContain("target"));
        assertThat(status().getString("problems.kind")).contains("SCRIPTS_UNREADABLE");
        assertThatOthersAreAnsweredFor();
        Service.upgrade(environment, "{}").refused(409, "scripts-unreadable").says("detail", file);
        Service.rollBack(environment, "{\"steps\":1}").refused(409, "scripts-unreadable");
        assertThat(Service.get("/api/v1/environments/{}/migrations", NAME).statusCode())
                .isEqualTo(409);
    }

    @Test
    void filesThatLookLikeMigrationsAreNamed() {
        TestEnvironment environment = TestEnvironment.empty(NAME)
                .script("V1__a.sql", "CREATE TABLE a (id int)")
                .script("V2_b.sql", "CREATE TABLE b (id int)")
                .script("v3__c.sql", "CREATE TABLE c (id int)");
        await().untilAsserted(
                        () -> assertThat(status().getList("warnings.script")).containsExactly("V2_b.sql", "v3__c.sql"));
        assertThat(status().getList("warnings.kind")).containsOnly("IGNORED_FILE");
        assertThat(status().getString("state")).isEqualTo("EMPTY");
        for (int i = 0; i < 2; i++) {
            Response upgrade = Service.request()
                    .contentType(ContentType.JSON)
                    .header("Prefer", "wait=60")
                    .body("{}")
                    .post("/api/v1/environments/odd/upgrades");
            assertThat(upgrade.jsonPath().getString("state")).isEqualTo("SUCCEEDED");
            assertThat(upgrade.jsonPath().getList("result.ignoredFiles.script"))
                    .containsExactly("V2_b.sql", "v3__c.sql");
        }
        assertThat(environment.objects()).containsExactly("a");
    }

    @Test
    void aSchemaThatIsAddedLaterIsCreatedAlthoughNothingIsPending() {
        TestEnvironment environment = TestEnvironment.empty("schemas").script("V1__a.sql", "CREATE TABLE a (id int)");
        environment.execute("DROP SCHEMA IF EXISTS later CASCADE; CREATE SCHEMA later");
        Service.upgrade(environment, "{}").succeeded();
        assertThat(environment.history()).containsExactly("SQL 1");
        environment.execute("DROP SCHEMA later");
        Service.upgrade(environment, "{}").succeeded();
        assertThat(environment.query("SELECT nspname FROM pg_namespace WHERE nspname = 'later'"))
                .hasSize(1);
        assertThat(environment.query("SELECT script FROM flyway_schema_history WHERE type = 'SCHEMA'"))
                .containsExactly("\"later\"");
        Service.upgrade(environment, "{}").succeeded();
        assertThat(environment.history()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE flyway_schema_history SET version = '-1'",
                "UPDATE flyway_schema_history SET installed_rank = -5",
                "ALTER TABLE flyway_schema_history DROP CONSTRAINT flyway_schema_history_pk,"
                        + " ALTER installed_rank DROP NOT NULL; UPDATE flyway_schema_history SET installed_rank = NULL",
                "ALTER TABLE flyway_schema_history ALTER description DROP NOT NULL, ALTER type DROP NOT NULL, ALTER script"
                        + " DROP NOT NULL, ALTER installed_by DROP NOT NULL, ALTER installed_on DROP NOT NULL, ALTER"
                        + " execution_time DROP NOT NULL, ALTER success DROP NOT NULL; UPDATE flyway_schema_history SET"
                        + " description = NULL, type = NULL, script = NULL, installed_by = NULL, installed_on = NULL,"
                        + " execution_time = NULL, success = NULL, checksum = NULL, version = NULL",
                "UPDATE flyway_schema_history SET type = 'UNDO_SQL'",
                "UPDATE flyway_schema_history SET installed_on = 'infinity'",
                "UPDATE flyway_schema_history SET installed_on = '-infinity'",
                "UPDATE flyway_schema_history SET installed_on = '294276-01-01'",
                "ALTER TABLE flyway_schema_history ALTER description TYPE text, ALTER version TYPE text; UPDATE"
                        + " flyway_schema_history SET description = repeat('x', 1000000), version = repeat('1', 100000)",
                "ALTER TABLE flyway_schema_history ALTER checksum TYPE text; UPDATE flyway_schema_history SET checksum = 'x'",
                "ALTER TABLE flyway_schema_history ALTER installed_rank TYPE bigint; UPDATE flyway_schema_history SET"
                        + " installed_rank = 5000000000",
                "DROP TABLE flyway_schema_history; CREATE VIEW flyway_schema_history AS SELECT 1 AS version",
                "DROP TABLE flyway_schema_history; CREATE TABLE flyway_schema_history (version int[])"
            })
    void anOddHistoryIsAProblemOfItsEnvironment(String change) {
        TestEnvironment environment = TestEnvironment.empty(NAME).script("V1__a.sql", "CREATE TABLE a (id int)");
        Service.upgrade(environment, "{}").succeeded();
        environment.execute(change);
        assertThatOthersAreAnsweredFor();
        assertThat(status().getString("state")).isNotEqualTo("UNREACHABLE").isNotEqualTo("UNCHECKED");
        assertThat(Service.get("/api/v1/environments/{}/migrations", NAME).statusCode())
                .isIn(200, 409);
        assertThat(Service.get("/api/v1/environments/{}/audit", NAME).statusCode())
                .isEqualTo(200);
        for (String work : List.of("upgrades", "rollbacks", "repairs")) {
            String body = work.equals("rollbacks") ? "{\"steps\":1}" : "{}";
            assertThat(Service.post("/api/v1/environments/{}/{}", body, NAME, work)
                            .statusCode())
                    .isIn(200, 202, 409);
        }
        await().untilAsserted(() ->
                assertThat((Object) status().get("activeOperation")).isNull());
    }

    @Test
    void aFolderThatIsGoneIsAProblemOfItsEnvironment() throws IOException {
        TestEnvironment environment = TestEnvironment.withSample(NAME);
        Path aside = Path.of(environment.folder() + "-aside");
        Files.move(environment.folder(), aside);
        try {
            await().untilAsserted(() ->
                    assertThat(status().getString("problems.detail")).contains("there is no folder"));
            assertThatOthersAreAnsweredFor();
            Service.upgrade(environment, "{}").refused(409, "scripts-unreadable");
        } finally {
            Files.move(aside, environment.folder());
        }
    }

    private static void assertThatOthersAreAnsweredFor() {
        JsonPath list =
                Service.get("/api/v1/status").then().statusCode(200).extract().jsonPath();
        assertThat(list.<Map<String, ?>>getList("items"))
                .hasSizeGreaterThan(TestEnvironment.NAMES.size())
                .noneMatch(status -> status.get("state").equals("UNCHECKED"));
        assertThat(list.getList("items.environment")).containsAll(TestEnvironment.NAMES);
        Service.get("/api/v1/environments").then().statusCode(200);
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    private static JsonPath status() {
        return Service.get("/api/v1/environments/{}/status", NAME)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
