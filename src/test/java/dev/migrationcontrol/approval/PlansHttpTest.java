package dev.migrationcontrol.approval;

import static dev.migrationcontrol.PeopleUnderTest.EARLIER;
import static dev.migrationcontrol.PeopleUnderTest.REVIEWED;
import static dev.migrationcontrol.PeopleUnderTest.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.PeopleUnderTest;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans that are read, approved by others and run as they were read, over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = PeopleUnderTest.class, restrictToAnnotatedClass = true)
class PlansHttpTest {
    private static final String API = "/api/v1";

    @Inject
    AgroalDataSource control;

    private TestEnvironment environment;

    @BeforeEach
    void prepare() throws IOException {
        environment = TestEnvironment.empty(REVIEWED);
        scripts(environment);
    }

    private static void scripts(TestEnvironment environment) throws IOException {
        script(environment, "V1__a.sql", "CREATE TABLE a (id int);\nCREATE INDEX a_id ON a (id);");
        script(environment, "V2__b.sql", "CREATE TABLE b (id int);");
        script(environment, "U2__b.sql", "DROP TABLE b;");
    }

    private static void script(TestEnvironment environment, String name, String sql) throws IOException {
        Files.writeString(environment.folder().resolve(name), sql);
    }

    private static Response get(String who, String path) {
        return given().header("Authorization", "Bearer " + token(who)).get(API + path);
    }

    private static Response post(String who, String path, String body) {
        return given().header("Authorization", "Bearer " + token(who))
                .header("Prefer", "wait=60")
                .contentType(ContentType.JSON)
                .body(body)
                .post(API + path);
    }

    private static Response plan(String who, String environment, String body) {
        Response plan = post(who, "/environments/" + environment + "/plans", body);
        assertThat(plan.statusCode()).as(plan.asString()).isEqualTo(201);
        assertThat(plan.header("Location")).isEqualTo(API + "/plans/" + plan.path("id"));
        return plan;
    }

    private static Response decide(String who, Response plan, String decision) {
        return post(
                who,
                "/plans/" + plan.path("id") + "/approvals",
                "{\"decision\":\"" + decision + "\",\"digest\":\"" + plan.path("digest") + "\"}");
    }

    private static Response withdraw(String who, Response plan) {
        return given().header("Authorization", "Bearer " + token(who))
                .delete(API + "/plans/" + plan.path("id") + "/approvals");
    }

    private static Response run(String who, String what, Response plan) {
        return post(
                who,
                "/environments/" + plan.path("environment") + "/" + what,
                "{\"plan\":\"" + plan.path("id") + "\"}");
    }

    private static void assertSucceeded(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<String>path("state")).as(answer.asString()).isEqualTo("SUCCEEDED");
    }

    private static void assertProblem(Response answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.<String>path("type")).as(answer.asString()).endsWith("/" + slug);
    }

    @Test
    void aPlanSaysWhatWouldRun() throws IOException {
        script(environment, "V3__c.sql", "CREATE INDEX CONCURRENTLY b_id ON b (id);");
        Response plan = plan("anna", REVIEWED, "{}");
        assertThat(plan.<String>path("state")).isEqualTo("READY");
        assertThat(plan.<List<String>>path("steps.script")).containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql");
        assertThat(plan.<List<Boolean>>path("steps.transactional")).containsExactly(true, true, false);
        assertThat(plan.<String>path("steps[1].undo.script")).isEqualTo("U2__b.sql");
        assertThat(plan.<List<Integer>>path("steps[0].statements.line")).containsExactly(1, 2);
        assertThat(plan.<String>path("steps[0].statements[1].sql")).isEqualTo("CREATE INDEX a_id ON a (id)");
        assertThat(plan.header("ETag")).isEqualTo("\"" + plan.path("digest") + "\"");
        assertThat(get("anna", "/plans/" + plan.path("id")).asString()).isEqualTo(plan.asString());
        assertThat(get("anna", "/environments/" + REVIEWED + "/plans").<List<String>>path("items.id"))
                .contains(plan.<String>path("id"));
        assertProblem(get("viewer", "/plans/" + plan.path("id")), 404, "unknown-plan");
        assertProblem(get("anna", "/plans/" + UUID.randomUUID()), 404, "unknown-plan");
        assertThat(TestServer.query(environment.database(), "SELECT count(*) FROM pg_class WHERE relname = 'a'"))
                .containsExactly("0");
    }

    @Test
    void ofManyAndLongStatementsTheFirstAreShown() throws IOException {
        script(environment, "V1__a.sql", "SELECT 1;\n".repeat(300));
        script(environment, "V2__b.sql", "SELECT '" + "x".repeat(5_000) + "';");
        for (int i = 3; i < 203; i++) {
            script(environment, "V" + i + "__c.sql", "SELECT '" + "x".repeat(5_000) + "';");
        }
        Response plan = plan("anna", REVIEWED, "{}");
        assertThat(plan.<List<Object>>path("steps[0].statements")).hasSize(200);
        assertThat(plan.<Integer>path("steps[0].statementCount")).isEqualTo(300);
        assertThat(plan.<String>path("steps[1].statements[0].sql")).hasSize(4_000);
        assertThat(plan.<List<Object>>path("steps[201].statements")).isEmpty();
        assertThat(plan.<Integer>path("steps[201].statementCount")).isEqualTo(1);
        assertThat(plan.asString().length()).isLessThan(700_000);
    }

    @Test
    void aSecretPlaceholderIsNotShown() throws IOException {
        script(environment, "V1__a.sql", "SELECT '${app_password}', '${tenant}';");
        assertThat(plan("anna", REVIEWED, "{\"targetVersion\":\"1\"}").<String>path("steps[0].statements[0].sql"))
                .isEqualTo("SELECT '${app_password}', 'acme'");
    }

    @Test
    void whatMayNotRunIsPlannedWithTheReason() {
        Response rollback = plan("anna", REVIEWED, "{\"type\":\"ROLLBACK\",\"steps\":1}");
        assertThat(rollback.<String>path("state")).isEqualTo("BLOCKED");
        assertThat(rollback.<String>path("blocked.type")).isEqualTo("too-few-applied");
        assertProblem(run("anna", "rollbacks", rollback), 409, "plan-not-usable");
        assertProblem(decide("berta", rollback, "APPROVED"), 409, "plan-not-usable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"UPGRADE","steps":1}
            {"type":"ROLLBACK"}
            {"type":"ROLLBACK","steps":0}
            {"type":"ROLLBACK","steps":1,"targetVersion":"1"}
            {"type":"ROLLBACK","steps":1,"outOfOrder":true}
            {"type":"NOTHING"}
            {"targetVersion":"x"}
            {"no":"such"}
            """)
    void whatCannotBePlannedIsRefused(String body) {
        assertThat(post("anna", "/environments/" + REVIEWED + "/plans", body).statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothingIsChangedWithoutAPlanThatAnotherPersonApproved() {
        assertProblem(post("anna", "/environments/" + REVIEWED + "/upgrades", "{}"), 409, "plan-required");
        assertProblem(
                post("anna", "/environments/" + REVIEWED + "/baselines", "{\"version\":\"1\"}"), 409, "plan-required");
        Response plan = plan("anna", REVIEWED, "{\"targetVersion\":\"1\"}");
        Response early = run("anna", "upgrades", plan);
        assertProblem(early, 403, "approval-required");
        assertThat(early.<String>path("digest")).isEqualTo(plan.<String>path("digest"));

        assertProblem(decide("second", plan, "APPROVED"), 403, "own-plan");
        assertProblem(decide("robot", plan, "APPROVED"), 403, "own-plan");
        assertProblem(decide("plain", plan, "APPROVED"), 403, "forbidden");
        assertProblem(decide("viewer", plan, "APPROVED"), 403, "forbidden");
        assertProblem(
                post("berta", "/plans/" + plan.path("id") + "/approvals", "{\"decision\":\"APPROVED\"}"),
                400,
                "invalid-request");
        String digest = plan.path("digest");
        String other = digest.substring(0, digest.length() - 1) + (digest.endsWith("0") ? "1" : "0");
        assertProblem(
                post(
                        "berta",
                        "/plans/" + plan.path("id") + "/approvals",
                        "{\"decision\":\"APPROVED\",\"digest\":\"" + other + "\"}"),
                412,
                "plan-outdated");
        assertProblem(run("anna", "upgrades", plan), 403, "approval-required");

        assertThat(decide("berta", plan, "APPROVED").statusCode()).isEqualTo(200);
        assertProblem(run("berta", "upgrades", plan), 403, "approval-required");
        assertProblem(
                post("anna", "/environments/" + EARLIER + "/upgrades", "{\"plan\":\"" + plan.path("id") + "\"}"),
                409,
                "plan-not-usable");
        assertProblem(run("anna", "rollbacks", plan), 409, "plan-not-usable");
        assertSucceeded(run("anna", "upgrades", plan));
        assertThat(TestServer.query(environment.database(), "SELECT max(version) FROM flyway_schema_history"))
                .containsExactly("1");
        assertProblem(run("anna", "upgrades", plan), 409, "plan-not-usable");
        assertThat(get("anna", "/plans/" + plan.path("id")).<String>path("state"))
                .isEqualTo("USED");
        assertThat(get("anna", "/journal?kind=PLAN_APPROVED&environment=" + REVIEWED)
                        .<List<String>>path("items.request.plan"))
                .contains(plan.<String>path("id"));
    }

    @Test
    void aRollbackIsPlannedAndApprovedToo() {
        Response up = plan("anna", REVIEWED, "{}");
        decide("berta", up, "APPROVED");
        assertSucceeded(run("anna", "upgrades", up));
        Response down = plan("anna", REVIEWED, "{\"type\":\"ROLLBACK\",\"steps\":1}");
        assertThat(down.<List<String>>path("steps.script")).containsExactly("U2__b.sql");
        assertThat(down.<List<String>>path("steps.direction")).containsExactly("DOWN");
        decide("berta", down, "APPROVED");
        assertSucceeded(run("anna", "rollbacks", down));
    }

    @Test
    void whatChangedSinceMakesAPlanOutdated() throws IOException {
        Response first = plan("anna", REVIEWED, "{}");
        decide("berta", first, "APPROVED");
        script(environment, "V2__b.sql", "CREATE TABLE b (id bigint);");
        assertOutdated(first, "SCRIPT");
        script(environment, "V2__b.sql", "CREATE TABLE b (id int);");
        script(environment, "V3__c.sql", "CREATE TABLE c (id int);");
        assertOutdated(first, "SCRIPT");
        Files.delete(environment.folder().resolve("V3__c.sql"));
        TestServer.execute(environment.database(), "CREATE TYPE mood AS ENUM ('good')");
        assertOutdated(first, "SCHEMA");
        TestServer.execute(environment.database(), "DROP TYPE mood");
        assertSucceeded(run("anna", "upgrades", first));

        Response second = plan("anna", REVIEWED, "{\"type\":\"ROLLBACK\",\"steps\":1}");
        decide("berta", second, "APPROVED");
        TestServer.execute(environment.database(), "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");
        assertOutdatedBy("rollbacks", second, "HISTORY");
    }

    private static void assertOutdated(Response plan, String what) {
        assertOutdatedBy("upgrades", plan, what);
    }

    private static void assertOutdatedBy(String path, Response plan, String what) {
        Response refused = run("anna", path, plan);
        assertProblem(refused, 412, "plan-outdated");
        assertThat(refused.<List<Map<String, String>>>path("changed"))
                .extracting(each -> each.get("what"))
                .contains(what);
    }

    @Test
    void aRejectionStopsAPlanUntilItIsWithdrawn() {
        Response plan = plan("plain", REVIEWED, "{}");
        assertThat(pending("berta", plan)).isEqualTo("[0, 1, false, null, true]");
        assertThat(pending("plain", plan)).isEqualTo("[0, 1, false, null, false]");
        assertThat(pending("viewer", plan)).as("does not view it").isEqualTo("[]");
        decide("berta", plan, "APPROVED");
        assertThat(pending("berta", plan)).isEqualTo("[1, 1, false, APPROVED, false]");
        decide("second", plan, "REJECTED");
        assertThat(pending("berta", plan)).isEqualTo("[1, 1, true, APPROVED, false]");
        Response refused = run("plain", "upgrades", plan);
        assertProblem(refused, 403, "approval-required");
        assertThat(refused.<String>path("detail")).contains("token|second rejected the plan");
        Response left = withdraw("second", plan);
        assertThat(left.<List<String>>path("items.caller")).containsExactly("token|berta");
        assertSucceeded(run("plain", "upgrades", plan));
        assertThat(pending("berta", plan)).as("it was run").isEqualTo("[]");
    }

    private static String pending(String who, Response plan) {
        String members = "[it.approved, it.needed, it.rejected, it.decision, it.awaitsCaller]";
        String path = "items.findAll { it.plan == '" + plan.path("id") + "' }.collectMany { " + members + " }";
        return String.valueOf(get(who, "/approvals").<Object>path(path));
    }

    @Test
    void anApprovalThatIsWithdrawnWhileTheOperationWaitsCountsNoMore() throws IOException {
        Response before = plan("anna", REVIEWED, "{}");
        decide("berta", before, "APPROVED");
        assertSucceeded(run("anna", "upgrades", before));
        script(environment, "V3__slow.sql", "SELECT pg_sleep(3);");
        Response slow = plan("anna", REVIEWED, "{}");
        decide("berta", slow, "APPROVED");
        given().header("Authorization", "Bearer " + token("anna"))
                .contentType(ContentType.JSON)
                .body("{\"plan\":\"" + slow.path("id") + "\"}")
                .post(API + "/environments/" + REVIEWED + "/upgrades")
                .then()
                .statusCode(202);
        Response plan = plan("anna", REVIEWED, "{}");
        decide("berta", plan, "APPROVED");
        Response waiting = given().header("Authorization", "Bearer " + token("anna"))
                .contentType(ContentType.JSON)
                .body("{\"plan\":\"" + plan.path("id") + "\"}")
                .post(API + "/environments/" + REVIEWED + "/upgrades");
        assertThat(waiting.statusCode()).as(waiting.asString()).isEqualTo(202);
        withdraw("berta", plan).then().statusCode(200);
        Response ended = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("anna", "/operations/" + waiting.path("id")), each -> each.path("finishedAt") != null);
        assertThat(ended.<String>path("state")).isEqualTo("FAILED");
        assertThat(ended.<String>path("failure.message")).contains("needs 1 more approval");
    }

    @Test
    void ofManyThatRunAPlanAtOnceOneDoes() throws Exception {
        Response plan = plan("anna", REVIEWED, "{}");
        decide("berta", plan, "APPROVED");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Response>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> i % 4 == 0
                            ? decide(i % 8 == 0 ? "second" : "anna", plan, "APPROVED")
                            : run("anna", "upgrades", plan)))
                    .toList();
            int ran = 0;
            for (int i = 0; i < answers.size(); i++) {
                Response answer = answers.get(i).get();
                assertThat(answer.statusCode()).as(answer.asString()).isNotEqualTo(500);
                if (i % 4 == 0) {
                    assertThat(answer.statusCode()).as(answer.asString()).isIn(403, 409);
                } else if (answer.statusCode() == 200) {
                    ran++;
                }
            }
            assertThat(ran).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fiftyPeopleDecideAboutAPlanAtTheMost() throws Exception {
        Response plan = plan("anna", REVIEWED, "{}");
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO plan_approval (plan_id, owner, caller, decision, digest, decided_at, expires_at)"
                            + " SELECT '" + plan.path("id") + "', 'person ' || i, 'token|' || i, 'APPROVED', '"
                            + plan.path("digest")
                            + "', now(), now() + interval '1 hour' FROM generate_series(1, 49) i");
        }
        assertThat(decide("berta", plan, "APPROVED").statusCode()).isEqualTo(200);
        Response late = decide("role-approver", plan, "APPROVED");
        assertProblem(late, 409, "too-many-decisions");
        assertProblem(decide("second", plan, "APPROVED"), 403, "own-plan");
        assertThat(decide("berta", plan, "REJECTED").statusCode()).isEqualTo(200);
        assertThat(get("berta", "/plans/" + plan.path("id") + "/approvals").<List<Object>>path("items"))
                .hasSize(50);
        withdraw("berta", plan).then().statusCode(200);
        assertThat(decide("role-approver", plan, "APPROVED").statusCode()).isEqualTo(200);
        assertSucceeded(run("anna", "upgrades", plan));
    }

    @Test
    void aPlanIsRunOnlyIfItIsTheOneThatWasRead() {
        Response plan = plan("anna", REVIEWED, "{}");
        Response other = plan("anna", REVIEWED, "{\"targetVersion\":\"1\"}");
        decide("berta", plan, "APPROVED");
        String body = "{\"plan\":\"" + plan.path("id") + "\"}";
        assertProblem(runIf(other.header("ETag"), body), 412, "plan-outdated");
        assertProblem(runIf(plan.path("digest"), body), 412, "plan-outdated");
        assertProblem(runIf("W/" + plan.header("ETag"), body), 412, "plan-outdated");
        assertProblem(runIf(plan.header("ETag"), "{}"), 400, "invalid-request");
        assertSucceeded(runIf(other.header("ETag") + ", " + plan.header("ETag"), body));
    }

    private static Response runIf(String condition, String body) {
        return given().header("Authorization", "Bearer " + token("anna"))
                .header("Prefer", "wait=60")
                .header("If-Match", condition)
                .contentType(ContentType.JSON)
                .body(body)
                .post(API + "/environments/" + REVIEWED + "/upgrades");
    }
}
