package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sqitch's verify scripts run after their deploy scripts, and leave nothing behind. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class SqitchTrialTest {
    private final TestEnvironment environment = TestEnvironment.empty("trees");
    private Path tree = TestEnvironment.TREES;

    @AfterEach
    void noScratchDatabaseIsLeftAndTheDatabaseItselfIsUntouched() {
        assertThat(environment.query("SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_scratch%'"))
                .isEmpty();
        assertThat(environment.objects()).isEmpty();
    }

    private JsonPath audited() {
        String id = TreeAuditing.succeeded(TreeAuditing.request(
                "{\"directory\":\"" + tree.getFileName() + "\",\"scratchEnvironment\":\"trees\"}"));
        return Service.get("/api/v1/audits/{}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void write(String file, String... lines) throws IOException {
        Path path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
    }

    private void project(String name, String... changes) throws IOException {
        tree = TestEnvironment.TREES.resolve(name);
        write("sqitch.conf", "[core]", "engine = pg");
        write("sqitch.plan", "%syntax-version=1.0.0", "%project=shop", "", String.join("\n", changes));
    }

    private static String change(String name) {
        return name + " 2024-01-01T00:00:00Z A B <a@b.c> # " + name;
    }

    /** Deploys and reverts a table of this name. */
    private void table(String name) throws IOException {
        write("deploy/" + name + ".sql", "BEGIN;", "CREATE TABLE " + name + " (id int);", "COMMIT;");
        write("revert/" + name + ".sql", "BEGIN;", "DROP TABLE " + name + ";", "COMMIT;");
    }

    private static String none(String table) {
        return "SELECT 1 / (count(*) = 0)::int FROM " + table + ";";
    }

    @Test
    void aVerifyScriptThatFailsIsAFindingAndTheOthersRunAllTheSame() throws IOException {
        project("sqitch-broken", change("a"), change("b"), change("c"));
        for (String each : List.of("a", "b", "c")) {
            table(each);
        }
        write("verify/a.sql", "-- Verify a", "BEGIN;", none("a"), "SELECT id, colour", "  FROM a;", "ROLLBACK;");
        write("verify/b.sql", "BEGIN;", "", "SELECT 1 / count(*) FROM b;", "ROLLBACK;");
        write("verify/c.sql", "SELECT id FROM c;");
        JsonPath report = audited();
        assertThat(report.getMap("trials[0]"))
                .containsEntry("system", "sqitch")
                .containsEntry("outcome", "FAILED")
                .containsEntry("ups", 3)
                .containsEntry("upsRun", 3)
                .containsEntry("downsRun", 3)
                .containsEntry("verifies", 3)
                .containsEntry("verifiesRun", 1);
        List<Map<String, Object>> findings = report.getList("findings.findAll { it.rule == 'verify-fails' }");
        assertThat(findings).extracting(each -> each.get("where")).containsExactly("verify/a.sql:4", "verify/b.sql:3");
        assertThat(findings).extracting(each -> each.get("severity")).containsOnly("WARNING");
        assertThat(String.valueOf(findings.get(0).get("detail")))
                .contains("column \"colour\" does not exist", "42703", "statement 3, line 4 of verify/a.sql");
        assertThat(String.valueOf(findings.get(1).get("detail")))
                .contains("division by zero", "22012", "statement 2, line 3 of verify/b.sql");
        assertThat(Service.request()
                        .accept("text/markdown")
                        .get("/api/v1/audits/" + report.getString("id") + "/MIGRATION_AUDIT.md")
                        .asString())
                .contains("Verified", "1 of 3", "verify-fails");
    }

    /** What the earlier ones did would make the later ones fail. */
    @Test
    void whatVerifyScriptsDoIsTakenBackEvenWhenTheyCommit() throws IOException {
        project("sqitch-writing", change("a"), change("b"), change("c"), change("d"));
        for (String each : List.of("a", "b", "c", "d")) {
            table(each);
        }
        write("verify/a.sql", "BEGIN;", "INSERT INTO a VALUES (1);", "COMMIT;", "SELECT 1 / count(*) FROM a;");
        write(
                "verify/b.sql",
                none("a"),
                "SET search_path = nowhere;",
                "PREPARE asked AS SELECT 1;",
                "CREATE TABLE public.left_over ();");
        write(
                "verify/c.sql",
                none("a"),
                "PREPARE asked AS SELECT 1;",
                "CREATE TABLE left_over ();",
                "SELECT '${kept}', relid FROM pg_stat_user_tables;");
        write(
                "verify/d.sql",
                "BEGIN; INSERT INTO d VALUES (1); ROLLBACK;",
                none("d"),
                "BEGIN; INSERT INTO d VALUES (1); SAVEPOINT one; DELETE FROM d; ROLLBACK TO one; END;",
                "SELECT 1 / count(*) FROM d;");
        JsonPath report = audited();
        assertThat(report.getString("findings.findAll { it.rule.startsWith('verify') }"))
                .isEqualTo("[]");
        assertThat(report.getMap("trials[0]"))
                .containsEntry("outcome", "PASSED")
                .containsEntry("downsRun", 4)
                .containsEntry("verifies", 4)
                .containsEntry("verifiesRun", 4);
    }

    @Test
    void aReworkedChangeIsVerifiedAsItWasAndAsItIs() throws IOException {
        project("sqitch-reworked", change("f"), "@v1 2024-01-01T00:00:00Z A B <a@b.c> # v1", change("f"));
        String function = "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT %d';";
        write("deploy/f@v1.sql", function.formatted(1));
        write("deploy/f.sql", function.formatted(2));
        write("revert/f@v1.sql", "DROP FUNCTION f();");
        write("revert/f.sql", function.formatted(1));
        write("verify/f@v1.sql", "SELECT 1 / (f() = 1)::int;");
        write("verify/f.sql", "SELECT 1 / (f() = 2)::int;");
        assertThat(audited().getMap("trials[0]"))
                .containsEntry("outcome", "PASSED")
                .containsEntry("verifiesRun", 2)
                .containsEntry("downsRun", 2);
    }

    @Test
    void whatOnlyPsqlUnderstandsOrNoTransactionHoldsIsToldAndNotRun() throws IOException {
        project("sqitch-unfit", change("a"), change("b"), change("c"), change("d"), change("e"), change("g"));
        for (String each : List.of("a", "b", "c", "d", "e", "g")) {
            table(each);
        }
        write("verify/a.sql", "-- Verify a", "\\i other.sql");
        write("verify/b.sql", "SELECT :'wanted';");
        write("verify/c.sql", "SELECT 1;", "VACUUM c;");
        write("verify/d.sql", "ALTER ROLE nobody_here NOLOGIN;");
        Files.write(tree.resolve("verify/e.sql"), new byte[] {'-', '-', (byte) 0xe4, '\n'});
        write("verify/g.sql", "\\restrict abc", "SELECT id FROM g;", "\\unrestrict abc");
        JsonPath report = audited();
        assertThat(report.getMap("trials[0]"))
                .containsEntry("outcome", "PASSED")
                .containsEntry("upsRun", 6)
                .containsEntry("verifies", 1)
                .containsEntry("verifiesRun", 1);
        List<Map<String, Object>> findings = report.getList("findings.findAll { it.rule == 'verify-not-run' }");
        assertThat(findings)
                .extracting(each -> each.get("where"))
                .containsExactly("verify/a.sql:2", "verify/b.sql:1", "verify/c.sql:2", "verify/d.sql", "verify/e.sql");
        assertThat(findings.toString())
                .contains("\\i", ":'wanted'", "rolled back with the rest", "ALTER ROLE", "not UTF-8");
    }
}
