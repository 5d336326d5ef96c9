package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.BothRunners;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.SchemaComparison;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live schema becomes one baseline script, which both runners make the same schema of. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class LiveBaselineTest {
    private static final String SCHEMA = """
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            CREATE DOMAIN amount AS numeric(10, 2) CONSTRAINT positive CHECK (VALUE > 0);
            CREATE SEQUENCE ticket START 10;
            CREATE TABLE customer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
                mood mood DEFAULT 'glad', tag text DEFAULT '${not_a_placeholder}');
            CREATE INDEX customer_by_name ON customer USING gin (name gin_trgm_ops);
            CREATE TABLE orders (id serial PRIMARY KEY, customer bigint REFERENCES customer ON DELETE CASCADE,
                status varchar(20) NOT NULL DEFAULT 'new', total amount, note text,
                CONSTRAINT known_status CHECK (status IN ('new', 'paid')));
            CREATE TABLE event (at timestamptz NOT NULL, kind text, body jsonb) PARTITION BY RANGE (at);
            CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
            CREATE VIEW paid AS SELECT id, total FROM orders WHERE status = 'paid';
            CREATE MATERIALIZED VIEW per_status AS SELECT status, count(*) AS n FROM orders GROUP BY status;
            CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              NEW.note := 'x; y';
              RETURN NEW;
            END $$;
            CREATE TRIGGER stamped BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
            COMMENT ON TABLE orders IS 'what was bought';
            ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
            CREATE POLICY mine ON customer FOR SELECT USING (name = current_user);
            """;
    private static final String SOURCE =
            "{\"sources\":[{\"directory\":\"live-%1$s\",\"system\":\"%1$s\",\"baselineOf\":\"baselines\"}]}";

    @Inject
    SchemaComparison comparison;

    @TempDir
    Path scripts;

    private final TestEnvironment environment = TestEnvironment.empty("baselines");

    @BeforeEach
    void build() {
        environment.execute(SCHEMA);
    }

    @Test
    void bothRunnersMakeTheSameSchemaOfIt() throws IOException, SQLException {
        Converting.write(ServiceUnderTest.SOURCES, "live-django/0001_initial.py", "class Migration(x):", "    pass");
        environment.execute("CREATE TABLE django_migrations (id bigserial PRIMARY KEY, app varchar(255) NOT NULL,"
                + " name varchar(255) NOT NULL, applied timestamptz NOT NULL);"
                + "INSERT INTO django_migrations (app, name, applied) VALUES ('shop', '0001_initial', now())");
        unpack(SOURCE.formatted("django"));
        assertThat(scripts).isDirectoryContaining("glob:**/B1__django_schema.sql");
        assertThat(Files.readString(scripts.resolve("B1__django_schema.sql")))
                .doesNotContain("django_migrations")
                .contains("CREATE TABLE public.orders");
        String ours = TestServer.createDatabase();
        String stock = TestServer.createDatabase();
        BothRunners runners = new BothRunners(scripts);
        runners.upgradeByOurs(ours);
        runners.upgradeByStock(stock);
        for (String built : List.of(ours, stock)) {
            assertThat(differences(built)).as(built).isEmpty();
        }
        TestServer.execute(ours, "ALTER TABLE orders ADD extra int");
        assertThat(differences(ours)).isNotEmpty();
    }

    private List<?> differences(String built) throws SQLException {
        ComparisonScope hidden =
                new ComparisonScope(List.of("public.django_migrations", "public.flyway_schema_history"), List.of());
        return comparison
                .compare(
                        TestServer.database(environment.database()),
                        TestServer.database(built),
                        hidden,
                        SchemaComparison.Rows.SAME_NUMBER)
                .list();
    }

    @Test
    void itStandsForWhatTheDatabaseRecordedAndWhatThatFollows() {
        for (String[] each : new String[][] {{"aa", ""}, {"bb", "aa"}, {"cc", "bb"}}) {
            Converting.write(
                    ServiceUnderTest.SOURCES,
                    "live-alembic/" + each[0] + ".py",
                    "revision = '" + each[0] + "'",
                    "down_revision = " + (each[1].isEmpty() ? "None" : "'" + each[1] + "'"));
        }
        environment.execute("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                + "INSERT INTO alembic_version VALUES ('bb')");
        Service.post("/api/v1/conversions", SOURCE.formatted("alembic"))
                .then()
                .statusCode(200)
                .body("migrations.script", equalTo(List.of("B1__alembic_schema.sql")))
                .body("migrations[0].parents", equalTo(List.of("bb", "aa")))
                .body("findings.rule", hasItem("baseline-without-rows"));
    }

    private void unpack(String request) throws IOException {
        byte[] zip = RestAssured.given()
                .accept("application/zip")
                .contentType(ContentType.JSON)
                .body(request)
                .post("/api/v1/conversions")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Files.write(scripts.resolve(entry.getName()), in.readAllBytes());
            }
        }
    }
}
