package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.CodeTools;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Migrations that are programs are tried by what their own tools print. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ToolTrialTest {
    private static final Path PROJECTS = Path.of("src", "test", "resources", "code-migrations");

    private final TestEnvironment environment = TestEnvironment.empty("trees");

    @AfterEach
    void noScratchDatabaseIsLeft() {
        assertThat(environment.query("SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_scratch%'"))
                .isEmpty();
    }

    private static Path copied(String project, String name) throws IOException {
        Path target = TestEnvironment.TREES.resolve(name);
        try (var files = Files.walk(PROJECTS.resolve(project))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(PROJECTS.resolve(project).relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return target;
    }

    private static String body(String directory) {
        return "{\"directory\":\"" + directory + "\",\"scratchEnvironment\":\"trees\"}";
    }

    private static JsonPath audited(String directory) {
        String id = TreeAuditing.succeeded(TreeAuditing.request(body(directory)));
        return Service.get("/api/v1/audits/{}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The tool has no package of the project: its revisions are tried without it. */
    @Test
    void revisionsAreTriedAloneWhereTheirProjectCannotBeLoaded() throws IOException {
        CodeTools.require();
        Path tree = copied("alembic", "tool-trial-alone");
        Files.writeString(tree.resolve("migrations/env.py"), "import package_that_is_nowhere\n");
        Files.writeString(tree.resolve("migrations/versions/b3_types.py"), """
                import sqlalchemy as sa
                from alembic import op
                from package_that_is_nowhere.types import GUID, Name
                import other_package.kinds
                revision = 'b3'
                down_revision = 'b2'


                def upgrade():
                    op.create_table('typed', sa.Column('id', GUID(), primary_key=True),
                                    sa.Column('name', Name(20)), sa.Column('kind', other_package.kinds.Kind()))


                def downgrade():
                    op.drop_table('typed')
                """);
        Files.writeString(tree.resolve("migrations/versions/b4_rows.py"), """
                import sqlalchemy as sa
                from alembic import op
                revision = 'b4'
                down_revision = 'b3'


                def upgrade():
                    op.add_column('typed', sa.Column('rank', sa.Integer()))
                    for row in op.get_bind().execute(sa.text('SELECT id FROM typed')).fetchall():
                        op.execute('UPDATE typed SET rank = 1')


                def downgrade():
                    op.drop_column('typed', 'rank')
                """);
        JsonPath report = audited("tool-trial-alone");
        assertThat(report.getMap("trials[0]"))
                .as(report.prettify())
                .containsEntry("system", "alembic")
                .containsEntry("outcome", "PASSED")
                .containsEntry("ups", 10)
                .containsEntry("upsRun", 10);
        assertThat(report.getString("trials[0].note"))
                .contains("tried alone", "No module named 'package_that_is_nowhere'");
        assertThat(report.getList("trials[0].notRun.file", String.class))
                .containsExactly("migrations/versions/b4_rows.py");
        assertThat(report.getList("findings.rule", String.class)).doesNotContain("migration-fails", "undo-fails");
    }

    @Test
    void alembicsBranchesAreTriedAndAWayBackThatCannotBePrintedIsTold() throws IOException {
        CodeTools.require();
        Path tree = copied("alembic", "tool-trial-alembic");
        Files.writeString(
                tree.resolve("migrations/versions/b3_wrong.py"),
                "from alembic import op\nrevision = 'b3'\ndown_revision = 'b2'\n\n\ndef upgrade():\n"
                        + "    op.execute('ALTER TABLE never_made ADD x int')\n\n\ndef downgrade():\n    pass\n");
        JsonPath report = audited("tool-trial-alembic");
        assertThat(report.getMap("trials[0]"))
                .containsEntry("system", "alembic")
                .containsEntry("outcome", "FAILED")
                .containsEntry("ups", 9)
                .containsEntry("downsRun", 7);
        Map<String, Object> failed = report.getMap("findings.find { it.rule == 'migration-fails' }");
        assertThat(failed).containsEntry("where", "migrations/versions/b3_wrong.py");
        assertThat(String.valueOf(failed.get("detail"))).contains("never_made", "42P01");
        Map<String, Object> oneWay = report.getMap("findings.find { it.rule == 'down-not-printed' }");
        assertThat(oneWay).containsEntry("where", "migrations/versions/a5_one_way.py");
        assertThat(String.valueOf(oneWay.get("detail"))).contains("NotImplementedError: the words are lost");
    }

    @Test
    void djangosApplicationsAreTriedTogether() throws IOException {
        CodeTools.require();
        copied("django", "tool-trial-django");
        JsonPath report = audited("tool-trial-django");
        assertThat(report.getList("trials")).hasSize(1);
        assertThat(report.getMap("trials[0]"))
                .containsEntry("system", "django")
                .containsEntry("outcome", "PASSED")
                .containsEntry("upsRun", 9)
                .containsEntry("downsRun", 8);
        assertThat(report.getList("findings.findAll { it.rule == 'step-without-sql' }.where", String.class))
                .contains("shop/migrations/0002_first_shop.py");
        assertThat(report.getList("findings.findAll { it.rule == 'down-not-printed' }.where", String.class))
                .containsExactly("shop/migrations/0004_for_good.py");
    }

    @Test
    void aCancelledAuditEndsItsToolAndWhatThatStarted() throws IOException {
        Path tree = copied("alembic", "tool-trial-hang");
        Files.writeString(tree.resolve("behaviour"), "hang");
        Files.deleteIfExists(tree.resolve("child"));
        String id = begun("tool-trial-hang");
        Awaitility.await().until(() -> Files.exists(tree.resolve("child")) && Files.size(tree.resolve("child")) > 0);
        assertThat(CodeTools.sleeping(tree)).isPresent();
        cancelled(id);
        Awaitility.await().until(() -> CodeTools.sleeping(tree).isEmpty());
    }

    @Test
    void aCancelledTrialEndsItsStatementAndLeavesNothing() throws IOException {
        Path tree = TestEnvironment.TREES.resolve("trial-sleeps");
        Files.createDirectories(tree.resolve("db"));
        Files.writeString(tree.resolve("go.mod"), "require github.com/pressly/goose/v3 v3.20.0\n");
        Files.writeString(tree.resolve("db/00001_x.sql"), "-- +goose Up\nCREATE TABLE x ();\nSELECT pg_sleep(77);\n");
        String sleeping =
                "SELECT pid::text FROM pg_stat_activity WHERE query LIKE '%pg_sleep(77)%' AND pid <> pg_backend_pid()";
        String id = begun("trial-sleeps");
        Awaitility.await().until(() -> !environment.query(sleeping).isEmpty());
        cancelled(id);
        assertThat(environment.query(sleeping)).isEmpty();
        assertThat(environment.objects()).isEmpty();
    }

    private static String begun(String directory) {
        return Service.post("/api/v1/audits", body(directory))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static void cancelled(String id) {
        Service.post("/api/v1/operations/{}/cancellations", "{}", id).then().statusCode(202);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                Service.get("/api/v1/operations/{}", id).<String>path("state"))
                        .isEqualTo("CANCELLED"));
        Service.get("/api/v1/audits/{}", id).then().statusCode(409);
    }
}
