package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class IdempotencyTest {
    private TestEnvironment environment;

    @BeforeEach
    void beginWithTwoScripts() {
        environment = TestEnvironment.empty("keys")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__b.sql", "CREATE TABLE b ();");
    }

    @Test
    void theSameRequestWithTheSameKeyIsTheSameOperation() {
        String key = UUID.randomUUID().toString();
        Response first = upgrade(key, "{\"targetVersion\":\"1\",\"reason\":\"release\"}");
        Response again = upgrade("\"" + key + "\"", "{\"reason\":\"release\", \"targetVersion\":\"1\"}");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(environment.history()).containsExactly("SQL 1");
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        String id = upgrade(key, "{\"targetVersion\":\"1\"}").path("id");
        Response other = upgrade(key, "{\"targetVersion\":\"2\"}");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.<String>path("type")).endsWith("/idempotency-key-reused");
        assertThat(other.<String>path("operationId")).isEqualTo(id);
        assertThat(post("/api/v1/environments/keys/rollbacks", key, "{\"targetVersion\":\"1\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aRefusedRequestUsesNoKeyUp() {
        String key = UUID.randomUUID().toString();
        assertThat(upgrade(key, "{\"targetVersion\":\"3\"}").statusCode()).isEqualTo(409);
        environment.script("V3__c.sql", "CREATE TABLE c ();");
        assertThat(upgrade(key, "{\"targetVersion\":\"3\"}").<String>path("state"))
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void manyAtOnceBecomeOneOperation() {
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Response>> answers = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> upgrade(key, "{}")))
                .toList();
        Set<String> ids = new TreeSet<>();
        for (CompletableFuture<Response> answer : answers) {
            Response response = answer.join();
            assertThat(response.statusCode()).describedAs(response.asString()).isEqualTo(200);
            ids.add(response.path("id"));
        }
        assertThat(ids).hasSize(1);
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2");
    }

    @Test
    void aRequestThatHasNothingToDoIsRememberedToo() {
        upgrade(UUID.randomUUID().toString(), "{}");
        String key = UUID.randomUUID().toString();
        assertThat(upgrade(key, "{}").<String>path("id"))
                .isEqualTo(upgrade(key, "{}").path("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "with space", "\u00e9"})
    void whatIsNoKeyIsRefused(String key) {
        Response response = upgrade(key, "{}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.<String>path("violations[0].field")).isEqualTo("Idempotency-Key");
    }

    private Response upgrade(String key, String body) {
        return post("/api/v1/environments/keys/upgrades", key, body);
    }

    private static Response post(String path, String key, String body) {
        return Service.request()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=60")
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }
}
