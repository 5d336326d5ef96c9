package dev.migrationcontrol.breakglass;

import static dev.migrationcontrol.PeopleUnderTest.EARLIER;
import static dev.migrationcontrol.PeopleUnderTest.LATER;
import static dev.migrationcontrol.PeopleUnderTest.REVIEWED;
import static dev.migrationcontrol.PeopleUnderTest.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.PeopleUnderTest;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Freezes, the order of environments and broken glass, over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = PeopleUnderTest.class, restrictToAnnotatedClass = true)
class RestrictionsHttpTest {
    private static final String API = "/api/v1";
    private static final String GLASS = "\"breakGlass\":{\"reason\":\"orders are lost\",\"ticket\":\"INC-1\"}";

    private TestEnvironment earlier;
    private TestEnvironment later;

    @BeforeEach
    void prepare() throws IOException {
        earlier = TestEnvironment.empty(EARLIER);
        later = TestEnvironment.empty(LATER);
        for (TestEnvironment each : List.of(earlier, later)) {
            script(each, "V1__a.sql", "CREATE TABLE a (id int);");
            script(each, "V2__b.sql", "CREATE TABLE b (id int);");
            script(each, "U2__b.sql", "DROP TABLE b;");
        }
    }

    @AfterEach
    void nothingIsLeftOpen() {
        for (String id : get("ops", "/freezes").<List<String>>path("items.name")) {
            post("ops", "/freezes/" + id + "/endings", "{}").then().statusCode(200);
        }
        for (String id : get("anna", "/break-glass?open=true&pageSize=200").<List<String>>path("items.operation")) {
            if (post("berta", "/break-glass/" + id + "/reviews", "{}").statusCode() == 403) {
                post("second", "/break-glass/" + id + "/reviews", "{}").then().statusCode(200);
            }
        }
    }

    private static void script(TestEnvironment environment, String name, String sql) throws IOException {
        Files.writeString(environment.folder().resolve(name), sql);
    }

    private static Response get(String who, String path) {
        return given().header("Authorization", "Bearer " + token(who)).get(API + path);
    }

    private static Response post(String who, String path, String body, String... headers) {
        var request = given().header("Authorization", "Bearer " + token(who))
                .header("Prefer", "wait=60")
                .contentType(ContentType.JSON)
                .body(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.post(API + path);
    }

    private static Response upgrade(String who, String environment, String body) {
        return post(who, "/environments/" + environment + "/upgrades", body);
    }

    private static void assertSucceeded(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<String>path("state")).as(answer.asString()).isEqualTo("SUCCEEDED");
    }

    private static void assertProblem(Response answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.<String>path("type")).endsWith("/" + slug);
    }

    private static String freeze(String body) {
        Response set = post("ops", "/freezes", body);
        assertThat(set.statusCode()).as(set.asString()).isEqualTo(201);
        return set.path("name");
    }

    private static String until() {
        return Instant.now().plusSeconds(600).toString();
    }

    private static String frozen(String environment) {
        return "{\"environments\":[\"" + environment + "\"],\"reason\":\"closing\",\"until\":\"" + until() + "\"}";
    }

    @Test
    void whatTheEarlierEnvironmentHasNotAppliedIsNotPromoted() throws IOException {
        Response early = upgrade("anna", LATER, "{}");
        assertProblem(early, 403, "not-promoted");
        assertThat(early.<List<String>>path("scripts")).containsExactly("V1__a.sql", "V2__b.sql");
        assertThat(early.<String>path("detail")).contains("Not applied there: V1__a.sql, V2__b.sql.");

        assertSucceeded(upgrade("anna", EARLIER, "{\"targetVersion\":\"1\"}"));
        assertProblem(upgrade("anna", LATER, "{}"), 403, "not-promoted");
        assertSucceeded(upgrade("anna", LATER, "{\"targetVersion\":\"1\"}"));

        assertSucceeded(upgrade("anna", EARLIER, "{}"));
        script(later, "V2__b.sql", "CREATE TABLE b (id bigint);");
        Response changed = upgrade("anna", LATER, "{}");
        assertProblem(changed, 403, "not-promoted");
        assertThat(changed.<String>path("detail")).contains("Applied there with another content: V2__b.sql.");
        script(later, "V2__b.sql", "CREATE TABLE b (id int);");

        assertSucceeded(post("anna", "/environments/" + EARLIER + "/rollbacks", "{\"steps\":1}"));
        assertProblem(upgrade("anna", LATER, "{}"), 403, "not-promoted");
        Response decision = get("anna", "/access/decisions?verb=upgrade&environment=" + LATER);
        assertThat(decision.<Boolean>path("allowed")).isFalse();
        assertThat(decision.<String>path("grant")).isEqualTo("anna-maintainer");
        assertThat(decision.<List<String>>path("reasons").get(0)).contains("Not applied there: V2__b.sql.");

        assertSucceeded(upgrade("anna", EARLIER, "{}"));
        assertSucceeded(upgrade("anna", LATER, "{}"));
    }

    @Test
    void aRepeatableIsPromotedWithItsContent() throws IOException {
        for (TestEnvironment each : List.of(earlier, later)) {
            script(each, "R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
        }
        assertSucceeded(upgrade("anna", EARLIER, "{}"));
        assertSucceeded(upgrade("anna", LATER, "{}"));
        script(later, "R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS one;");
        assertProblem(upgrade("anna", LATER, "{}"), 403, "not-promoted");
        script(earlier, "R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS one;");
        assertSucceeded(upgrade("anna", EARLIER, "{}"));
        assertSucceeded(upgrade("anna", LATER, "{}"));
    }

    @Test
    void aFrozenEnvironmentIsNotChangedUntilTheFreezeEnds() {
        String id = freeze(frozen(EARLIER));
        Response refused = upgrade("anna", EARLIER, "{}");
        assertProblem(refused, 403, "frozen");
        assertThat(refused.<String>path("freeze")).isEqualTo(id);
        assertThat(refused.<String>path("until")).isNotNull();
        assertThat(refused.<String>path("detail")).contains("closing");
        assertProblem(post("anna", "/environments/" + EARLIER + "/rollbacks", "{\"steps\":1}"), 403, "frozen");
        assertProblem(post("anna", "/environments/" + EARLIER + "/baselines", "{\"version\":\"1\"}"), 403, "frozen");
        assertProblem(post("anna", "/environments/" + EARLIER + "/repairs", "{}"), 403, "frozen");
        assertThat(post("anna", "/environments/" + EARLIER + "/repairs", "{\"dryRun\":true}")
                        .<String>path("type"))
                .isNotEqualTo("frozen");
        get("anna", "/environments/" + EARLIER + "/status").then().statusCode(200);
        Response decision = get("anna", "/access/decisions?verb=upgrade&environment=" + EARLIER);
        assertThat(decision.<Boolean>path("allowed")).isFalse();

        Response ended = post("ops", "/freezes/" + id + "/endings", "{}");
        assertThat(ended.<String>path("liftedBy")).isEqualTo("token|ops");
        assertThat(ended.<Boolean>path("active")).isFalse();
        assertSucceeded(upgrade("anna", EARLIER, "{}"));
        assertThat(get("ops", "/journal?kind=FREEZE_LIFTED&environment=" + EARLIER)
                        .<List<String>>path("items.request.freeze"))
                .contains(id);
    }

    @Test
    void moreThanAHundredFreezesAreRefused() {
        for (int i = 0; i < 100; i++) {
            freeze(frozen(LATER));
        }
        assertProblem(post("ops", "/freezes", frozen(LATER)), 409, "too-many-freezes");
        assertThat(upgrade("anna", LATER, "{}").<List<String>>path("reasons.type"))
                .hasSizeGreaterThan(99);
    }

    @Test
    void everyReasonIsListedAtOnce() {
        freeze(frozen(LATER));
        Response refused = upgrade("anna", LATER, "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.<List<String>>path("reasons.type")).containsExactlyInAnyOrder("frozen", "not-promoted");
    }

    @Test
    void aFreezeIsSetByAnAdministratorAlone() {
        assertProblem(post("anna", "/freezes", frozen(EARLIER)), 403, "forbidden");
        assertProblem(post("ops", "/freezes", frozen("stock")), 404, "unknown-environment");
        assertProblem(post("ops", "/freezes", frozen("*")), 404, "unknown-environment");
        assertProblem(post("ops", "/freezes", "{}"), 400, "invalid-request");
        assertProblem(
                post("ops", "/freezes", frozen(EARLIER).replace(until().substring(0, 4), "2024")),
                400,
                "invalid-request");
        assertProblem(post("ops", "/freezes/" + UUID.randomUUID() + "/endings", "{}"), 404, "unknown-freeze");
        assertProblem(post("ops", "/freezes/x/endings", "{}"), 400, "invalid-request");
        String body = frozen(EARLIER);
        String key = UUID.randomUUID().toString();
        String first = post("ops", "/freezes", body, "Idempotency-Key", key).path("name");
        String again = post("ops", "/freezes", body, "Idempotency-Key", key).path("name");
        assertThat(again).isEqualTo(first);
        assertProblem(
                post("ops", "/freezes", body.replace("closing", "another"), "Idempotency-Key", key),
                422,
                "idempotency-key-reused");
        String hidden = freeze(frozen(LATER));
        assertThat(get("viewer", "/freezes").<List<String>>path("items.name"))
                .contains(first)
                .doesNotContain(hidden);
        assertThat(get("viewer", "/freezes").<List<List<String>>>path("items.environments"))
                .containsOnly(List.of(EARLIER));
    }

    @Test
    void brokenGlassIsForAPersonIsAlarmAndIsReviewed() {
        freeze(frozen(LATER));
        assertProblem(upgrade("plain", LATER, "{" + GLASS + "}"), 403, "break-glass-refused");
        Response robot = upgrade("robot", LATER, "{" + GLASS + "}");
        assertProblem(robot, 403, "break-glass-refused");
        assertThat(robot.<String>path("detail")).contains("Nobody answers for token|robot");
        assertProblem(upgrade("viewer", LATER, "{" + GLASS + "}"), 404, "unknown-environment");
        assertProblem(upgrade("anna", LATER, "{\"breakGlass\":{}}"), 400, "invalid-request");
        assertProblem(upgrade("anna", LATER, "{\"breakGlass\":{\"reason\":\" \"}}"), 400, "invalid-request");

        Response broken = upgrade("anna", LATER, "{" + GLASS + "}");
        assertSucceeded(broken);
        String id = broken.path("id");
        assertThat(get("viewer", "/break-glass").<List<String>>path("items.operation"))
                .doesNotContain(id);
        Response listed = get("berta", "/break-glass?open=true");
        assertThat(listed.<String>path("items[0].operation")).isEqualTo(id);
        assertThat(listed.<String>path("items[0].ticket")).isEqualTo("INC-1");
        assertThat(listed.<Object>path("items[0].review")).isNull();
        assertThat(get("berta", "/journal?kind=BREAK_GLASS&operation=" + id).<List<String>>path("items.reason"))
                .containsExactly("orders are lost");

        assertProblem(
                post("anna", "/environments/" + LATER + "/rollbacks", "{\"steps\":1," + GLASS + "}"),
                403,
                "break-glass-refused");
        assertProblem(
                post("second", "/environments/" + LATER + "/rollbacks", "{\"steps\":1," + GLASS + "}"),
                403,
                "break-glass-refused");
        assertProblem(post("second", "/break-glass/" + id + "/reviews", "{}"), 403, "break-glass-refused");
        assertProblem(post("robot", "/break-glass/" + id + "/reviews", "{}"), 403, "break-glass-refused");
        assertProblem(post("plain", "/break-glass/" + id + "/reviews", "{}"), 403, "forbidden");
        assertProblem(
                post("berta", "/break-glass/" + UUID.randomUUID() + "/reviews", "{}"), 404, "unknown-break-glass");

        Response reviewed = post("berta", "/break-glass/" + id + "/reviews", "{\"comment\":\"justified\"}");
        assertThat(reviewed.<String>path("review.reviewer")).isEqualTo("token|berta");
        assertThat(post("berta", "/break-glass/" + id + "/reviews", "{\"comment\":\"again\"}")
                        .<String>path("review.comment"))
                .isEqualTo("justified");
        assertThat(get("berta", "/journal?kind=BREAK_GLASS_REVIEWED&operation=" + id)
                        .<List<String>>path("items.caller"))
                .containsExactly("token|berta");
        assertSucceeded(post("second", "/environments/" + LATER + "/rollbacks", "{\"steps\":1," + GLASS + "}"));
    }

    @Test
    void ofManyUsesAtOnceOneIsMade() throws Exception {
        assertSucceeded(upgrade("anna", EARLIER, "{}"));
        freeze(frozen(EARLIER));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Response>> answers = IntStream.range(0, 48)
                    .mapToObj(i ->
                            threads.submit(() -> upgrade(i % 2 == 0 ? "anna" : "second", EARLIER, "{" + GLASS + "}")))
                    .toList();
            int made = 0;
            for (Future<Response> each : answers) {
                Response answer = each.get();
                String outcome = answer.statusCode() == 200 ? "made" : answer.path("type");
                made += outcome.equals("made") ? 1 : 0;
                // On a busy machine some wait too long for the lock of the journal.
                assertThat(outcome).matches("made|.*/(break-glass-refused|control-database-unavailable)");
            }
            assertThat(made).isEqualTo(1);
            assertThat(get("anna", "/break-glass?open=true").<List<String>>path("items.operation"))
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void workThatWaitsIsAskedAgainWhenItsTurnComes() throws IOException {
        script(earlier, "V3__slow.sql", "SELECT pg_sleep(2);");
        String running = accepted("{\"targetVersion\":\"3\"}");
        script(earlier, "V4__c.sql", "CREATE TABLE c (id int);");
        String waiting = accepted("{}");
        freeze(frozen(EARLIER));
        assertThat(end(running).<String>path("state")).isEqualTo("SUCCEEDED");
        Response frozen = end(waiting);
        assertThat(frozen.<String>path("state")).isEqualTo("FAILED");
        assertThat(frozen.<String>path("failure.reason")).as(frozen.asString()).isEqualTo("frozen");
        assertThat(frozen.<List<Object>>path("steps")).isEmpty();
    }

    private static String accepted(String body) {
        Response answer = given().header("Authorization", "Bearer " + token("anna"))
                .contentType(ContentType.JSON)
                .body(body)
                .post(API + "/environments/" + EARLIER + "/upgrades");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.path("id");
    }

    private static Response end(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("anna", "/operations/" + id), each -> each.path("finishedAt") != null);
    }

    /** What may stand against a change of an environment. */
    private enum State {
        FREE(EARLIER),
        FROZEN(EARLIER),
        NOT_PROMOTED(LATER),
        PLAN_REQUIRED(REVIEWED);

        private final String environment;

        State(String environment) {
            this.environment = environment;
        }
    }

    private static final Map<String, String> CHANGES = Map.of(
            "upgrades", "{}",
            "rollbacks", "{\"steps\":1}",
            "baselines", "{\"version\":\"1\"}",
            "repairs", "{}",
            "consolidations", "{\"mode\":\"adopt\"}");

    /** Written down from the documentation, not read from the code. */
    private static String expected(String role, String change, State state) {
        boolean granted = role.equals("maintainer") || role.equals("deployer") && change.equals("upgrades");
        if (!granted) {
            return "forbidden";
        }
        return switch (state) {
            case FREE -> "";
            case FROZEN -> "frozen";
            case NOT_PROMOTED -> change.equals("upgrades") ? "not-promoted" : "";
            case PLAN_REQUIRED -> "plan-required";
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachRoleChangesWhatItMayWhereNothingStandsAgainstIt(State state) throws IOException {
        if (state == State.FROZEN) {
            freeze(frozen(EARLIER));
        }
        for (String role : PeopleUnderTest.ROLES) {
            for (Map.Entry<String, String> change : CHANGES.entrySet()) {
                script(TestEnvironment.empty(state.environment), "V1__a.sql", "CREATE TABLE a (id int);");
                Response answer = post(
                        "role-" + role,
                        "/environments/" + state.environment + "/" + change.getKey(),
                        change.getValue());
                String slug =
                        answer.statusCode() >= 400 ? answer.<String>path("type").replaceFirst(".*/", "") : "";
                String expected = expected(role, change.getKey(), state);
                if (expected.isEmpty()) {
                    assertThat(slug)
                            .as(role + " " + change.getKey() + " " + state)
                            .isNotIn("forbidden", "frozen", "not-promoted", "plan-required", "approval-required");
                } else {
                    assertThat(slug)
                            .as(role + " " + change.getKey() + " " + state)
                            .isEqualTo(expected);
                }
            }
        }
    }
}
