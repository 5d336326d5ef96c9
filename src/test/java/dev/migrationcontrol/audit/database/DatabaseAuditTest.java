package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class DatabaseAuditTest {
    private static final String NAME = "audits";
    private static final String PATH = "/api/v1/environments/{}/audit";

    @Test
    void tellsThatNothingIsWrongWithWhatTheServiceMade() {
        TestEnvironment environment = TestEnvironment.withSample(NAME);
        Service.upgrade(environment, "{}").succeeded();

        JsonPath audit = audit();

        assertThat(audit.getString("environment")).isEqualTo(NAME);
        assertThat(audit.getString("database")).endsWith("/" + environment.database());
        assertThat(audit.getString("user")).isEqualTo("postgres");
        assertThat(Instant.parse(audit.getString("checkedAt"))).isBefore(Instant.now());
        assertThat(audit.getBoolean("history.exists")).isTrue();
        assertThat(audit.getString("history.currentVersion")).isEqualTo("10");
        assertThat(audit.getInt("history.rows")).isPositive();
        assertThat(audit.getList("systems")).isEmpty();
        assertThat(audit.getList("runners")).isEmpty();
        assertThat(audit.getString("objects.judged")).isEqualTo("SCRIPTS");
        assertThat(audit.getInt("objects.counts.table")).isPositive();
        assertThat(audit.getList("findings")).as(audit.prettify()).isEmpty();
    }

    @Test
    void tellsWhatAnotherSystemRecorded() {
        TestEnvironment environment = TestEnvironment.empty(NAME);
        environment.execute("CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);"
                + " INSERT INTO schema_migrations VALUES (42, true); CREATE TABLE orders (id int)");

        JsonPath audit = audit();

        assertThat(audit.getList("systems.system")).containsExactly("golang-migrate");
        assertThat(audit.getString("systems[0].table")).isEqualTo("public.schema_migrations");
        assertThat(audit.<String>getList("systems[0].current")).containsExactly("42");
        assertThat(audit.getString("systems[0].migrations[0].state")).isEqualTo("UNFINISHED");
        assertThat(audit.getString("objects.judged")).isEqualTo("NOT_JUDGED");
        Map<String, String> finding =
                audit.<Map<String, String>>getList("findings").get(0);
        assertThat(finding)
                .containsEntry("rule", "foreign-migration-unfinished")
                .containsEntry("severity", "ERROR")
                .containsEntry("where", "public.schema_migrations");
        assertThat(finding.get("detail")).contains("42 is dirty");
        assertThat(finding.get("remedy")).isNotBlank();
    }

    @Test
    void tellsTheSameAsAReport() {
        TestEnvironment environment = TestEnvironment.empty(NAME);
        environment.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                + " INSERT INTO alembic_version VALUES ('aa11'), ('bb22'); CREATE TABLE \"a|b`<c>\" (id int)");

        Response response = Service.request().accept("text/markdown").get(PATH.replace("{}", NAME));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/markdown");
        String report = response.asString();
        assertThat(report)
                .startsWith("# Audit of the database of audits")
                .contains("### WARNING: several-heads", "bb22, aa11", "| alembic | `public.alembic_version` | 2 |")
                .doesNotContain("canary-secret", "<c>`");
        JsonPath json = audit();
        for (String detail : json.<String>getList("findings.rule")) {
            assertThat(report).contains(detail);
        }
    }

    @Test
    void refusesAnUnknownEnvironment() {
        Response response = Service.get(PATH, "nowhere");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.jsonPath().getString("type")).endsWith("/unknown-environment");
    }

    @Test
    void refusesAnEnvironmentThatDoesNotAnswer() {
        Response response = Service.get(PATH, TestEnvironment.UNREACHABLE);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.jsonPath().getString("type")).endsWith("/environment-unreachable");
        assertThat(response.jsonPath().getString("detail")).contains("No server accepts connections");
        assertThat(response.asString()).doesNotContain("canary-secret");
    }

    @Test
    void refusesAnUnreachableOneInMarkdownToo() {
        Response response =
                Service.request().accept("text/markdown").get(PATH.replace("{}", TestEnvironment.UNREACHABLE));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }

    @Test
    void refusesOtherMediaTypes() {
        Response response = Service.request().accept("image/png").get(PATH.replace("{}", NAME));

        assertThat(response.statusCode()).isEqualTo(406);
    }

    private static JsonPath audit() {
        Response response = Service.get(PATH, NAME);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(List.of(response.contentType().split(";"))).contains("application/json");
        return response.jsonPath();
    }
}
