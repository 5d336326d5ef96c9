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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What databases hold is held against the migrations that they record. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TreeObjectsTest {
    private static final Path LEGACY = Path.of("deploy/sample/legacy");

    private final TestEnvironment environment = TestEnvironment.empty("trees");

    @BeforeEach
    void buildTheSample() throws IOException {
        environment.execute(Files.readString(LEGACY.resolve("alembic-upgrade.sql")));
        environment.execute("CREATE TABLE schema_migrations (filename text PRIMARY KEY,"
                + " applied_at timestamptz NOT NULL DEFAULT now())");
        for (String file : List.of(
                "001_create_products.sql", "002_create_stock.sql", "003_index_products.sql", "004_seed_products.sql")) {
            environment.execute(Files.readString(LEGACY.resolve("sql").resolve(file)));
            environment.execute("INSERT INTO schema_migrations VALUES ('" + file + "')");
        }
    }

    @AfterEach
    void dropEverything() {
        environment.dropEverything();
    }

    private static JsonPath audit(String directory) {
        String id = TreeAuditing.succeeded(
                TreeAuditing.request("{\"directory\":\"" + directory + "\",\"environments\":[\"trees\"]}"));
        return Service.get("/api/v1/audits/{}", id).jsonPath();
    }

    private static List<String> findings(JsonPath report, String rule) {
        return report.getList("findings.findAll { it.rule == '" + rule + "' }.where", String.class);
    }

    @Test
    void migrationsOfBothSystemsExplainTheWholeDatabase() {
        JsonPath report = audit("legacy");

        assertThat(report.getString("objects[0].objects.judged")).isEqualTo("SCRIPTS");
        assertThat(report.getInt("objects[0].objects.counts.table")).isEqualTo(4);
        assertThat(report.getList("objects[0].objects.unexplained")).isEmpty();
        assertThat(report.getList("objects[0].missing")).isEmpty();
        assertThat(report.getList("objects[0].ahead")).isEmpty();
    }

    @Test
    void whatNoMigrationNamesIsTold() {
        environment.execute("CREATE TABLE by_hand (id int); ALTER TABLE orders ADD COLUMN by_hand_too int;"
                + "CREATE VIEW report AS SELECT count(*) FROM orders");
        JsonPath report = audit("legacy");

        assertThat(report.getList("objects[0].objects.unexplained.name", String.class))
                .containsExactlyInAnyOrder("public.by_hand", "public.orders.by_hand_too", "public.report");
        assertThat(findings(report, "object-unexplained"))
                .containsExactlyInAnyOrder(
                        "trees public.by_hand", "trees public.orders.by_hand_too", "trees public.report");
        String document = Service.request()
                .accept("text/markdown")
                .get("/api/v1/audits/" + report.getString("id") + "/MIGRATION_AUDIT.md")
                .asString();
        assertThat(document).contains("## What the databases hold", "`table public.by_hand`");
    }

    @Test
    void aDatabaseWithoutAVersionTableIsNamedInThePlan() {
        environment.execute("ALTER TABLE schema_migrations RENAME TO what; ALTER TABLE what RENAME filename TO step;"
                + "DROP TABLE alembic_version");
        String id = audit("legacy").getString("id");
        assertThat(Service.get("/api/v1/audits/{}/CONSOLIDATION_PLAN.md", id).asString())
                .contains(
                        "for environment in trees; do",
                        "In `trees` no version table of",
                        "| `trees` | – | nothing: no version table was found |")
                .doesNotContain("The audit was asked for no environment");
    }

    @Test
    void aRecordedMigrationWhoseTableIsGoneIsAnError() {
        environment.execute("DROP TABLE stock; ALTER TABLE orders RENAME TO purchases");
        JsonPath report = audit("legacy");

        assertThat(findings(report, "recorded-object-missing"))
                .containsExactlyInAnyOrder("trees stock", "trees orders");
        assertThat(report.getString("objects[0].missing.find { it.table == 'orders' }.version"))
                .isEqualTo("1a2b3c4d5e02");
    }

    @Test
    void aTableOfAMigrationThatIsNotRecordedIsTold() {
        environment.execute("DELETE FROM schema_migrations WHERE filename <> '001_create_products.sql'");
        JsonPath report = audit("legacy");

        assertThat(findings(report, "object-of-unrecorded-migration")).containsExactly("trees stock");
        assertThat(report.getString("objects[0].ahead[0].file")).isEqualTo("sql/002_create_stock.sql");
    }

    @Test
    void namesThatCodePutsTogetherAreKnown() throws IOException {
        Path app = TestEnvironment.TREES.resolve("django/billing/migrations");
        Files.createDirectories(app);
        Files.writeString(TestEnvironment.TREES.resolve("django/manage.py"), "import django\n");
        Files.writeString(app.resolve("__init__.py"), "");
        Path other = TestEnvironment.TREES.resolve("django/stock/migrations");
        Files.createDirectories(other);
        Files.writeString(other.resolve("0001_initial.py"), """
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    operations = [migrations.CreateModel(name="Shelf", fields=[])]
                """);
        Files.writeString(app.resolve("0001_initial.py"), """
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    initial = True
                    dependencies = []
                    operations = [
                        migrations.CreateModel(name="Customer", fields=[("id", models.AutoField(primary_key=True))]),
                        migrations.CreateModel(name="Invoice", fields=[
                            ("id", models.AutoField(primary_key=True)),
                            ("customer", models.ForeignKey(to="billing.customer", on_delete=models.CASCADE)),
                            ("tags", models.ManyToManyField(to="billing.tag"))]),
                        migrations.CreateModel(name="Payment", fields=[], options={"db_table": "money_in"}),
                        migrations.CreateModel(name="Rate", fields=[], options={"managed": False}),
                    ]
                """);
        environment.dropEverything();
        environment.execute("""
                CREATE TABLE django_migrations (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
                    app varchar(255) NOT NULL, name varchar(255) NOT NULL, applied timestamptz NOT NULL);
                INSERT INTO django_migrations (app, name, applied) VALUES ('billing', '0001_initial', now()), ('auth', '0001_initial', now());
                CREATE TABLE billing_customer (id int PRIMARY KEY);
                CREATE TABLE billing_invoice (id int PRIMARY KEY, customer_id int REFERENCES billing_customer);
                CREATE TABLE billing_invoice_tags (id int PRIMARY KEY, invoice_id int, tag_id int);
                CREATE TABLE billing_by_hand (id int)""");
        JsonPath report = audit("django");

        assertThat(report.getList("objects[0].objects.unexplained.name", String.class))
                .containsExactly("public.billing_by_hand");
        assertThat(findings(report, "recorded-object-missing")).containsExactly("trees money_in");
        assertThat(report.getList("environments.location", String.class))
                .containsExactly("billing/migrations", "stock/migrations");
        assertThat(report.getList("environments.notRecorded")).containsExactly(List.of(), List.of("0001_initial"));
        assertThat(report.getList("environments.withoutFile")).containsOnly(List.of());
        assertThat(report.getBoolean("objects[0].judgedByCode")).isTrue();
    }
}
