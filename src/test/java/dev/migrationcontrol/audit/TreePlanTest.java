package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONSOLIDATION_PLAN.md tells to type does what it says. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TreePlanTest {
    private static final Path LEGACY = Path.of("deploy", "sample", "legacy");

    @Test
    void theConversionRequestOfThePlanConvertsTheTree() throws IOException {
        for (Path root : List.of(TestEnvironment.TREES, ServiceUnderTest.SOURCES)) {
            Path copy = root.resolve("planned");
            copy(LEGACY, copy);
            Files.copy(LEGACY.resolve("alembic-upgrade.sql"), copy.resolve("migrations/versions/upgrade.sql"));
        }
        Response converted = Service.post("/api/v1/conversions", request(plan("planned")));
        assertThat(converted.statusCode()).as(converted.asString()).isEqualTo(200);
        assertThat(converted.jsonPath().getList("migrations.oldId", String.class))
                .hasSize(8)
                .contains("1a2b3c4d5e04", "001_create_products.sql");
    }

    @Test
    void codeMigrationsArePrintedDumpedOrTakenFromADatabase() throws IOException {
        Path tree = TestEnvironment.TREES.resolve("programs");
        write(tree, "manage.py", "import django\n");
        for (String application : List.of("shop", "stock")) {
            write(tree, "site/" + application + "/migrations/__init__.py", "");
            write(tree, "site/" + application + "/migrations/0001_initial.py", """
                    from django.db import migrations
                    class Migration(migrations.Migration):
                        dependencies = []
                        operations = [migrations.RunSQL("CREATE TABLE t (id int)")]
                    """);
        }
        write(
                tree,
                "web/db/migrate/20240101000000_create_orders.rb",
                "class CreateOrders < ActiveRecord::Migration[7.0]\n  def change\n    create_table :orders\n  end\nend\n");
        write(
                tree,
                "chat/priv/repo/migrations/20240101000000_rooms.exs",
                "defmodule Rooms do\n  use Ecto.Migration\n  def change do\n    create table(:rooms)\n  end\nend\n");
        assertThat(plan("programs"))
                .contains("{\"directory\":\"programs/site\",\"system\":\"django\",\"sqlOutput\":\"sql\"}")
                .containsOnlyOnce("showmigrations --plan")
                .contains("sqlmigrate --backwards \"$app\" \"$name\" > site/sql/$app.$name.down.sql")
                .contains("{\"directory\":\"programs/web/db\",\"system\":\"rails\",\"schemaDump\":\"structure.sql\"}")
                .contains("\"system\":\"ecto\",\"baselineOf\":\"<environment>\"}")
                .contains("source after source")
                .contains("| `mix ecto.rollback` |")
                .contains("| `rails db:migrate:status` | `GET /api/v1/environments/{environment}/migrations` |");
    }

    @Test
    void oneSystemKeepsTheNamesThatItsConversionMakes() throws IOException {
        Path tree = TestEnvironment.TREES.resolve("alone");
        write(
                tree,
                "db/migrations/1_users.sql",
                "-- +goose Up\nCREATE TABLE users (id int);\n-- +goose Down\nDROP TABLE users;\n");
        write(tree, "db/migrations/2_index.sql", "-- +goose Up\nCREATE INDEX users_id ON users (id);\n");
        assertThat(plan("alone"))
                .contains("converted: 2 `V` scripts and 1 `U` scripts, `V1__users.sql` to `V2__index.sql`")
                .contains("{\"directory\":\"alone/db/migrations\",\"system\":\"goose\"}")
                .contains("unzip migrations.zip -d migrations\n")
                .doesNotContain("source after source");
    }

    @Test
    void flywayBesideAnotherSystemIsConvertedTooAndItsTableBecomesAnOldOne() throws IOException {
        Path tree = TestEnvironment.TREES.resolve("besides");
        write(tree, "src/main/resources/db/migration/V1__users.sql", "CREATE TABLE users (id int);\n");
        write(
                tree,
                "db/migrations/1_users.sql",
                "-- migrate:up\nCREATE TABLE stock (id int);\n-- migrate:down\nDROP TABLE stock;\n");
        assertThat(plan("besides"))
                .contains("{\"directory\":\"besides/src/main/resources/db/migration\",\"system\":\"flyway\"}")
                .contains("{\"directory\":\"besides/db/migrations\",\"system\":\"dbmate\"}")
                .contains("history-table=one_history")
                .contains("| `flyway_schema_history` is archived |");
    }

    @Test
    void namesThatAShellWouldReadAreNotPutIntoACommand() throws IOException {
        Path tree = TestEnvironment.TREES.resolve("quoted");
        write(tree, "go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0\n");
        write(tree, "it's $(here)/migrations/1_a.up.sql", "CREATE TABLE a (id int);\n");
        write(tree, "it's $(here)/migrations/1_a.down.sql", "DROP TABLE a;\n");
        assertThat(plan("quoted")).contains("`POST /api/v1/conversions`").doesNotContain("-d '{\"sources\"");
    }

    private static String plan(String tree) {
        String id = TreeAuditing.succeeded(TreeAuditing.directory(tree));
        return Service.request()
                .accept("text/markdown")
                .get("/api/v1/audits/" + id + "/CONSOLIDATION_PLAN.md")
                .asString();
    }

    /** The body of the conversion's command. */
    private static String request(String plan) {
        int from = plan.indexOf("-d '{\"sources\"") + 4;
        return plan.substring(from, plan.indexOf('\'', from));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.deleteIfExists(copy);
                Files.copy(file, copy);
            }
        }
        Files.deleteIfExists(to.resolve("migrations/versions/upgrade.sql"));
    }

    private static void write(Path tree, String file, String text) throws IOException {
        Path path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
