package dev.migrationcontrol.testdatabase;

import static dev.migrationcontrol.Service.get;
import static dev.migrationcontrol.Service.post;
import static dev.migrationcontrol.Service.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TestDatabasesTest {
    private static final String PATH = "/api/v1/test-databases";

    private TestEnvironment environment;
    private final List<String> leased = new ArrayList<>();

    @BeforeEach
    void takeAnEnvironment() {
        environment = TestEnvironment.withSample("leases");
    }

    @AfterEach
    void returnAll() {
        leased.forEach(id -> request().delete(PATH + "/" + id));
    }

    private Response lease(String timeToLive) {
        Response answer = post(PATH, "{\"environment\":\"leases\",\"timeToLive\":\"" + timeToLive + "\"}");
        if (answer.statusCode() == 201) {
            leased.add(answer.path("id"));
        }
        return answer;
    }

    private static String database(Response answer) {
        return URI.create(answer.path("url")).getPath().substring(1);
    }

    private static List<String> onServer(String name) {
        return TestServer.query("postgres", "SELECT datname FROM pg_database WHERE datname = '" + name + "'");
    }

    @Test
    void leasesMigratedDatabasesOfTheirOwnAndTakesThemBack() throws SQLException {
        Response first = lease("PT10M");
        Response second = lease("PT10M");

        first.then().statusCode(201);
        String one = database(first);
        String two = database(second);
        assertThat(one).isNotEqualTo(two).startsWith("mc_lease_");
        assertThat((String) first.path("url"))
                .startsWith("postgresql://postgres@127.0.0.1:")
                .doesNotContain("canary");
        assertThat(Instant.parse(first.path("expiresAt")))
                .isCloseTo(Instant.now().plusSeconds(600), within(30, ChronoUnit.SECONDS));
        TestServer.execute(one, "INSERT INTO organisations (name, slug) VALUES ('Acme', 'acme')");
        assertThat(TestServer.query(two, "SELECT count(*) FROM organisations")).containsExactly("0");
        assertThat(TestServer.query(two, "SELECT max(version::int) FROM flyway_schema_history"))
                .containsExactly("10");
        assertThat(environment.objects()).as("the environment's own database").isEmpty();
        get(PATH).then().body("items.id", hasItems((Object) first.path("id"), second.path("id")));

        try (Connection open = TestServer.connect(one)) {
            request().delete(PATH + "/" + first.path("id")).then().statusCode(204);
            assertThat(open.isValid(1)).as("its session has ended").isFalse();
        }

        assertThat(onServer(one)).isEmpty();
        assertThat(onServer(two)).hasSize(1);
        get(PATH).then().body("items.id", not(hasItem((Object) first.path("id"))));
        request()
                .delete(PATH + "/" + first.path("id"))
                .then()
                .statusCode(404)
                .body("type", containsString("unknown-test-database"));
    }

    @Test
    void dropsADatabaseWhoseTimeIsOver() {
        Response answer = lease("PT1S");

        answer.then().statusCode(201);
        Awaitility.await()
                .untilAsserted(() -> assertThat(onServer(database(answer))).isEmpty());
        get(PATH).then().body("items.id", not(hasItem((Object) answer.path("id"))));
    }

    /** As a service leaves it that was killed and whose control database is gone, too. */
    @Test
    void dropsADatabaseOfWhichNothingIsKnownBesidesWhatItSaysItself() {
        String over = "mc_lease_" + TestDatabase.digits(UUID.randomUUID());
        String stays = "mc_lease_" + TestDatabase.digits(UUID.randomUUID());
        String foreign = "mc_lease_of_somebody_" + System.nanoTime();
        for (String each : List.of(over, stays, foreign)) {
            TestServer.execute("postgres", "CREATE DATABASE " + each);
        }
        String comment = " IS 'Migration Control test database until ";
        TestServer.execute("postgres", "COMMENT ON DATABASE " + foreign + comment + Instant.EPOCH + "'");
        TestServer.execute(
                "postgres",
                "COMMENT ON DATABASE " + stays + comment + Instant.now().plusSeconds(600) + "'");
        TestServer.execute("postgres", "COMMENT ON DATABASE " + over + comment + Instant.EPOCH + "'");
        try {
            Awaitility.await().untilAsserted(() -> assertThat(onServer(over)).isEmpty());
            assertThat(onServer(stays)).hasSize(1);
            assertThat(onServer(foreign)).hasSize(1);
        } finally {
            TestServer.execute("postgres", "DROP DATABASE " + stays);
            TestServer.execute("postgres", "DROP DATABASE " + foreign);
        }
    }

    @Test
    void leasesNoMoreThanThereMayBe() {
        for (int i = 0; i < 3; i++) {
            lease("PT10M").then().statusCode(201);
        }

        lease("PT10M").then().statusCode(409).body("type", containsString("too-many-test-databases"));
        request().delete(PATH + "/" + leased.get(0)).then().statusCode(204);
        lease("PT10M").then().statusCode(201);
    }

    @Test
    void leasesOnlyOfEnvironmentsForTests() {
        post(PATH, "{\"environment\":\"lifecycle\"}")
                .then()
                .statusCode(409)
                .body("type", containsString("not-for-tests"))
                .body("detail", containsString("migration-control.test-databases.environments"));
        post(PATH, "{\"environment\":\"guarded\"}")
                .then()
                .statusCode(409)
                .body("type", containsString("not-for-tests"));
        post(PATH, "{\"environment\":\"nowhere\"}")
                .then()
                .statusCode(404)
                .body("type", containsString("unknown-environment"));
    }

    @Test
    void refusesWhatItCannotUse() {
        post(PATH, "{}").then().statusCode(400).body("violations.field", hasItem("environment"));
        lease("PT0S").then().statusCode(400).body("violations.field", hasItem("timeToLive"));
        lease("P2D").then().statusCode(400).body("detail", containsString("PT24H"));
        lease("soon").then().statusCode(400);
        request().delete(PATH + "/nothing").then().statusCode(400);
    }

    @Test
    void saysWhichMigrationDoesNotRunAndLeavesNothing() {
        environment.script("V11__broken.sql", "SELECT nothing;");

        lease("PT10M")
                .then()
                .statusCode(409)
                .body("type", containsString("test-database-unavailable"))
                .body("detail", containsString("V11__broken.sql does not run on an empty database"));

        environment.script("V11__broken.sql", "CREATE ROLE somebody;");
        lease("PT10M").then().statusCode(409).body("detail", containsString("reaches beyond its database"));
        environment.deleteScript("V11__broken.sql");
        for (int i = 0; i < 3; i++) {
            lease("PT10M").then().statusCode(201);
        }
    }
}
