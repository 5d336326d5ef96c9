package dev.migrationcontrol.plan;

import static dev.migrationcontrol.Service.get;
import static dev.migrationcontrol.Service.request;
import static dev.migrationcontrol.Service.upgrade;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans that are run once on a scratch database before they are read, over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class RehearsalHttpTest {
    private TestEnvironment environment;

    @BeforeEach
    void prepare() {
        environment = TestEnvironment.empty("rehearsed");
        environment.script(
                "V1__orders.sql",
                "CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));\n"
                        + "CREATE TABLE lines (id int PRIMARY KEY, orders int);");
    }

    private void applyFirst() {
        Response plan = rehearse("{}");
        upgrade(environment, "{\"plan\":\"" + plan.path("id") + "\"}").succeeded();
        environment.execute("INSERT INTO orders SELECT g, 'x' FROM generate_series(1, 20000) g; ANALYZE orders");
    }

    private static OperationAssert operation(Response response) {
        return new OperationAssert(response);
    }

    private Response post(String body) {
        return request()
                .contentType(ContentType.JSON)
                .header("Prefer", "wait=60")
                .body(body)
                .post("/api/v1/environments/" + environment.name() + "/plans");
    }

    /** Makes a plan, and looks it up. */
    private Response rehearse(String body) {
        Response operation = post(body);
        operation(operation).succeeded();
        Response plan = get("/api/v1/plans/{}", operation.<String>path("result.plan"));
        assertThat(plan.statusCode()).as(plan.asString()).isEqualTo(200);
        assertThat(plan.<String>path("id")).isEqualTo(operation.path("id"));
        assertThat(scratches()).isEmpty();
        return plan;
    }

    private static List<String> scratches() {
        return TestServer.query("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_scratch\\_%'");
    }

    @Test
    void aRehearsalSaysWhatEachStatementLocksAndWhatThatMeansForTheTarget() {
        applyFirst();
        environment.script(
                "V2__wider.sql",
                "ALTER TABLE orders ALTER COLUMN id TYPE bigint;\nCREATE INDEX lines_orders ON lines (orders);");
        Response plan = rehearse("{}");
        assertThat(plan.<String>path("state")).isEqualTo("READY");
        assertThat(plan.<String>path("from")).isEqualTo("1");
        assertThat(plan.<String>path("to")).isEqualTo("2");
        assertThat(plan.<String>path("rehearsal.outcome")).isEqualTo("SUCCEEDED");
        assertThat(plan.<String>path("rehearsal.schemaFrom")).isEqualTo("HISTORY");
        assertThat(plan.<String>path("rehearsal.server.place")).isEqualTo("OWN_SERVER");
        assertThat(plan.<String>path("summary.strongestLock")).isEqualTo("ACCESS EXCLUSIVE");
        String first = "steps[0].statements[0].";
        assertThat(plan.<List<String>>path(first + "rehearsed.rewrites")).containsExactly("public.orders");
        assertThat(plan.<String>path(first + "rehearsed.locks[0].mode")).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(plan.<Integer>path(first + "onTarget[0].rows")).isEqualTo(20000);
        assertThat(plan.<List<String>>path(first + "effects").get(0))
                .startsWith("ACCESS EXCLUSIVE on public.orders (20 k rows, ")
                .contains("writes it again, and blocks reads and writes");
        assertThat(plan.<List<String>>path("steps[0].statements[1].effects").get(0))
                .startsWith("SHARE on public.lines")
                .contains("reads all of it, and blocks writes");
    }

    @Test
    void theSecondRehearsalCopiesWhatTheFirstHasBuilt() {
        environment.script("V1__orders.sql", "CREATE TABLE orders (id int, note text); -- " + System.nanoTime());
        applyFirst();
        environment.script("V2__more.sql", "CREATE TABLE more (id int);");
        Response first = rehearse("{}");
        assertThat(first.<String>path("rehearsal.template")).isEqualTo("BUILT");
        environment.script("V2__more.sql", "CREATE TABLE more (id bigint);");
        Response second = rehearse("{}");
        assertThat(second.<String>path("rehearsal.template")).isEqualTo("REUSED");
        assertThat(second.<Integer>path("rehearsal.replayed")).isZero();
    }

    @Test
    void onTheLiveSchemaDriftIsThere() {
        applyFirst();
        environment.execute("ALTER TABLE lines ADD COLUMN extra int");
        environment.script("V2__extra.sql", "ALTER TABLE lines ADD COLUMN extra int;");
        assertThat(rehearse("{\"schemaFrom\":\"HISTORY\"}").<String>path("rehearsal.outcome"))
                .isEqualTo("SUCCEEDED");
        Response live = rehearse("{\"schemaFrom\":\"LIVE\"}");
        assertThat(live.<String>path("rehearsal.outcome")).isEqualTo("FAILED");
        assertThat(live.<String>path("rehearsal.failed.script")).isEqualTo("V2__extra.sql");
        assertThat(live.<Integer>path("rehearsal.failed.line")).isEqualTo(1);
        assertThat(live.<String>path("state")).isEqualTo("BLOCKED");
        assertThat(live.<String>path("blocked.type")).isEqualTo("rehearsal-failed");
        refused(live, 409, "plan-not-usable");
    }

    @Test
    void whereThePolicyRequiresItOnlyARehearsedPlanRuns() {
        Response plan = post("{\"rehearse\":false}");
        assertThat(plan.statusCode()).isEqualTo(201);
        refused(plan, 409, "rehearsal-required");
        Response none = Service.post("/api/v1/environments/{}/upgrades", "{}", environment.name());
        assertThat(none.statusCode()).isEqualTo(409);
        assertThat(none.<String>path("type")).endsWith("/plan-required");
    }

    @Test
    void statementsOutsideOfATransactionAreMeasuredFromOutside() {
        applyFirst();
        environment.script("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_note ON orders (note);");
        Response plan = rehearse("{}");
        assertThat(plan.<String>path("rehearsal.outcome")).as(plan.asString()).isEqualTo("SUCCEEDED");
        String first = "steps[0].statements[0].rehearsed.";
        assertThat(plan.<Boolean>path(first + "lowerBound")).isTrue();
        assertThat(plan.<String>path(first + "locks[0].relation")).isEqualTo("public.orders");
        assertThat(plan.<String>path(first + "locks[0].mode")).isEqualTo("SHARE UPDATE EXCLUSIVE");
        upgrade(environment, "{\"plan\":\"" + plan.path("id") + "\"}").succeeded();
    }

    @Test
    void whatReachesBeyondItsDatabaseIsNotRunOnASharedServer() {
        environment.script("V2__role.sql", "CREATE ROLE rehearsed_role;");
        Response plan = rehearse("{}");
        assertThat(plan.<String>path("rehearsal.outcome")).isEqualTo("NOT_RUN");
        assertThat(plan.<List<String>>path("rehearsal.notes").get(0)).contains("V2__role.sql has CREATE ROLE");
        assertThat(TestServer.query("postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'rehearsed_role'"))
                .isEmpty();
        refused(plan, 409, "rehearsal-required");
    }

    @Test
    void whatTheHistoryDidBeyondItsDatabaseIsNotDoneAgain() {
        applyFirst();
        TestServer.execute("postgres", "DROP ROLE IF EXISTS rehearsed_once");
        environment.execute("INSERT INTO flyway_schema_history SELECT 2, '2', 'role', 'SQL', 'V2__role.sql', NULL,"
                + " current_user, now(), 1, true");
        environment.script("V2__role.sql", "CREATE ROLE rehearsed_once;");
        environment.script("V3__more.sql", "CREATE TABLE more (id int);");
        Response plan = rehearse("{}");
        assertThat(plan.<String>path("rehearsal.schemaFrom")).isEqualTo("LIVE");
        assertThat(plan.<String>path("rehearsal.outcome")).isEqualTo("SUCCEEDED");
        assertThat(plan.<List<String>>path("rehearsal.notes").get(0)).contains("V2__role.sql has CREATE ROLE");
        assertThat(TestServer.query("postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'rehearsed_once'"))
                .isEmpty();
    }

    @Test
    void aRollbackIsRehearsedToo() {
        environment.script("V2__more.sql", "CREATE TABLE more (id int);");
        environment.script("U2__more.sql", "DROP TABLE more;");
        applyFirst();
        Response plan = rehearse("{\"type\":\"ROLLBACK\",\"steps\":1}");
        assertThat(plan.<String>path("rehearsal.outcome")).as(plan.asString()).isEqualTo("SUCCEEDED");
        assertThat(plan.<String>path("steps[0].direction")).isEqualTo("DOWN");
        assertThat(plan.<String>path("steps[0].statements[0].rehearsed.locks[0].relation"))
                .isEqualTo("public.more");
        assertThat(plan.<String>path("to")).isEqualTo("1");
        Service.rollBack(environment, "{\"plan\":\"" + plan.path("id") + "\"}").succeeded();
    }

    @Test
    void aScriptThatDoesNotRunSaysWhere() {
        applyFirst();
        environment.script("V2__broken.sql", "CREATE TABLE fine (id int);\nSELECT nothing FROM fine;");
        Response plan = rehearse("{}");
        assertThat(plan.<String>path("blocked.detail")).startsWith("V2__broken.sql, line 2: ");
        assertThat(plan.<String>path("rehearsal.failed.sqlState")).isEqualTo("42703");
        assertThat(plan.<Integer>path("rehearsal.failed.statement")).isEqualTo(2);
    }

    @Test
    void rowsThatWouldBreakAStatementAreCountedAndNamed() {
        applyFirst();
        environment.execute("UPDATE orders SET note = NULL WHERE id IN (17, 42)");
        environment.script("V2__note.sql", "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;");
        Response plan = rehearse("{}");
        String check = "steps[0].statements[0].dataChecks[0].";
        assertThat(plan.<Integer>path(check + "failing")).isEqualTo(2);
        assertThat(plan.<List<String>>path(check + "keys")).containsExactly("17", "42");
        assertThat(plan.<List<String>>path("findings.rule")).contains("data-breaks-statement", "set-not-null-scan");
        assertThat(plan.<Integer>path("summary.errors")).isPositive();
    }

    @Test
    void findingsCanBeAcceptedByName() {
        applyFirst();
        environment.script("V2__index.sql", "CREATE INDEX orders_note ON orders (note);");
        assertThat(rehearse("{}").<List<String>>path("findings.rule")).contains("index-without-concurrently");
        Response accepted = rehearse("{\"accept\":[{\"rule\":\"index-without-concurrently\","
                + "\"reason\":\"the shop is closed at night\"}]}");
        assertThat(accepted.<String>path("findings.find { it.rule == 'index-without-concurrently' }.accepted.reason"))
                .isEqualTo("the shop is closed at night");
        assertThat(post("{\"accept\":[{\"rule\":\"x\",\"reason\":\"\"}]}").statusCode())
                .isEqualTo(400);
        Response unknown = post("{\"accept\":[{\"rule\":\"index-without-concurently\",\"reason\":\"tiny\"}]}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.<String>path("type")).endsWith("invalid-request");
        assertThat(unknown.<String>path("violations[0].message")).contains("index-without-concurrently is meant");
    }

    @Test
    void undoScriptsAreProven() {
        applyFirst();
        environment.script("V2__more.sql", "CREATE TABLE more (id int);\nALTER TABLE orders ADD COLUMN extra int;");
        environment.script("U2__more.sql", "DROP TABLE more;");
        Response plan = rehearse("{}");
        assertThat(plan.<String>path("steps[0].undo.verdict")).isEqualTo("DIFFERENT");
        assertThat(plan.<String>path("summary.undo")).isEqualTo("UNPROVEN");
        assertThat(plan.<List<String>>path("findings.rule")).contains("undo-not-exact");
        environment.script("U2__more.sql", "DROP TABLE more;\nALTER TABLE orders DROP COLUMN extra;");
        Response better = rehearse("{}");
        assertThat(better.<String>path("steps[0].undo.verdict")).isEqualTo("EXACT");
        assertThat(better.<String>path("summary.undo")).isEqualTo("PROVEN");
    }

    @Test
    void theDocumentIsForPeopleAndShowsNoMarkupOfScripts() {
        applyFirst();
        environment.script(
                "V2__wider.sql",
                "ALTER TABLE orders ALTER COLUMN id TYPE bigint;\nCOMMENT ON TABLE orders IS '```<script>';");
        Response plan = rehearse("{}");
        String document = given().accept("text/markdown")
                .get("/api/v1/plans/" + plan.path("id"))
                .asString();
        assertThat(document)
                .startsWith("# Upgrade of rehearsed\n")
                .contains("### `V2__wider.sql`", "ALTER TABLE orders ALTER COLUMN id TYPE bigint", "ACCESS EXCLUSIVE")
                .contains("````sql\nCOMMENT ON TABLE orders IS '```<script>'\n````")
                .contains("Every script ran on PostgreSQL");
    }

    @Test
    void schemaFromIsForRehearsals() {
        Response refused = post("{\"rehearse\":false,\"schemaFrom\":\"LIVE\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString()).contains("schemaFrom");
    }

    private void refused(Response plan, int status, String slug) {
        Response answer = Service.post(
                "/api/v1/environments/{}/upgrades", "{\"plan\":\"" + plan.path("id") + "\"}", environment.name());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.<String>path("type")).endsWith("/" + slug);
    }
}
