package dev.migrationcontrol.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class EnvironmentTest {
    @Test
    void isDescribedWithoutItsSecrets() {
        Response answer = Service.get("/api/v1/environments/{}", "contract");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).doesNotContain("canary-secret");
        JsonPath environment = answer.jsonPath();
        assertThat(environment.getString("name")).isEqualTo("contract");
        assertThat(environment.getString("database.host")).isEqualTo(TestServer.HOST);
        assertThat(environment.getInt("database.port")).isEqualTo(TestServer.port());
        assertThat(environment.getString("database.user")).isEqualTo("postgres");
        assertThat(environment.getList("database.otherHosts")).isEmpty();
        assertThat(environment.getString("variable")).isEqualTo("CONTRACT_DATABASE_URL");
        assertThat(environment.getList("schemas")).containsExactly("public");
        assertThat(environment.getList("locations")).hasSize(1);
        assertThat(environment.getString("policy.historyTable")).isEqualTo("flyway_schema_history");
        assertThat(environment.getString("policy.lockWait")).isEqualTo("PT1S");
        assertThat(environment.getBoolean("policy.protected")).isFalse();
        assertThat((Object) environment.get("readDatabase")).isNull();
    }

    @Test
    void listHoldsAllOfThemAndAsksNoDatabase() {
        Response answer = Service.get("/api/v1/environments");

        assertThat(answer.jsonPath().getList("items.name"))
                .containsAll(TestEnvironment.NAMES)
                .contains(TestEnvironment.UNREACHABLE);
        assertThat(answer.asString()).doesNotContain("canary-secret");
    }
}
