package dev.migrationcontrol.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.audit.TreeAuditing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Scripts that need an extension which the server lacks are tried with a stand-in, as far as that goes. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class StandInTrialTest {
    private final TestEnvironment environment = TestEnvironment.empty("trees");

    private static JsonPath audited(String directory) {
        String id = TreeAuditing.succeeded(
                TreeAuditing.request("{\"directory\":\"" + directory + "\",\"scratchEnvironment\":\"trees\"}"));
        return Service.get("/api/v1/audits/{}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void write(String file, String... lines) throws IOException {
        Path path = TestEnvironment.TREES.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
    }

    @Test
    void vectorsShapesAndSeriesAreStoodInFor() throws IOException {
        write("stand-in/go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0");
        write(
                "stand-in/m/1_a.up.sql",
                "CREATE EXTENSION IF NOT EXISTS vector;",
                "CREATE EXTENSION postgis;",
                "CREATE EXTENSION IF NOT EXISTS timescaledb CASCADE;",
                "CREATE EXTENSION IF NOT EXISTS pg_trgm;",
                "CREATE TABLE item (id int PRIMARY KEY, name text, at timestamptz NOT NULL,",
                "    embedding vector(1536), place geometry(Point, 4326));",
                "CREATE INDEX item_near ON item USING hnsw (embedding vector_cosine_ops);",
                "CREATE INDEX item_place ON item USING gist (place);",
                "CREATE INDEX item_name ON item USING gin (name gin_trgm_ops);");
        write(
                "stand-in/m/1_a.down.sql",
                "DROP TABLE item;",
                "DROP EXTENSION timescaledb;",
                "DROP EXTENSION postgis;",
                "DROP EXTENSION vector;");
        write(
                "stand-in/m/2_b.up.sql",
                "CREATE FUNCTION nearest(wanted vector(1536)) RETURNS SETOF int LANGUAGE sql AS",
                "    $$ SELECT id FROM item ORDER BY embedding <=> wanted LIMIT 5 $$;",
                "INSERT INTO item VALUES (1, 'a', now(), '[1,2]', ST_SetSRID(ST_MakePoint(1, 2), 4326));");
        write("stand-in/m/2_b.down.sql", "DROP FUNCTION nearest(vector);", "DELETE FROM item;");
        write(
                "stand-in/m/3_c.up.sql",
                "CREATE TABLE reading (at timestamptz NOT NULL, value float);",
                "SELECT create_hypertable('reading', 'at', chunk_time_interval => INTERVAL '1 day');",
                "ALTER TABLE reading SET (timescaledb.compress);",
                "SELECT ST_ClusterKMeans(place, 3) OVER () FROM item;");
        write("stand-in/m/3_c.down.sql", "DROP TABLE reading;");
        write("stand-in/m/4_d.up.sql", "ALTER TABLE item ADD vector_store int;", "SELECT vector_stores FROM item;");
        JsonPath report = audited("stand-in");
        assertThat(report.getMap("trials[0]"))
                .as(report.prettify())
                .containsEntry("outcome", "FAILED")
                .containsEntry("upsRun", 3)
                .containsEntry("downsRun", 3);
        assertThat(report.getString("trials[0].note")).contains("postgis, timescaledb, vector", "4 parts");
        assertThat(report.getList("trials[0].notRun.file", String.class))
                .containsExactlyInAnyOrder("m/1_a.up.sql:7", "m/1_a.up.sql:8", "m/3_c.up.sql:3", "m/3_c.up.sql:4");
        assertThat(report.getList("findings.findAll { it.rule == 'extension-missing-on-server' }.where", String.class))
                .as("the server has pg_trgm, which is used as it is")
                .containsExactlyInAnyOrder("m/1_a.up.sql:1", "m/1_a.up.sql:2", "m/1_a.up.sql:3");
        assertThat(report.getList("findings.findAll { it.rule == 'migration-fails' }.where", String.class))
                .as("a column that only sounds like the extension")
                .containsExactly("m/4_d.up.sql:2");
        assertThat(environment.query("SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_scratch%'"))
                .isEmpty();
    }

    @Test
    void whatItsRoleMayNotCreateIsNoFaultOfTheScript() throws IOException {
        write("stand-in-rights/go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0");
        write(
                "stand-in-rights/m/1_a.up.sql",
                "CREATE EXTENSION IF NOT EXISTS pg_stat_statements;",
                "CREATE EXTENSION IF NOT EXISTS pageinspect;",
                "CREATE TABLE a (id int);");
        JsonPath report = audited("stand-in-rights");
        assertThat(report.getList("findings.findAll { it.rule == 'extension-missing-on-server' }.where", String.class))
                .containsExactlyInAnyOrder("m/1_a.up.sql:1", "m/1_a.up.sql:2");
        assertThat(report.getList("findings.rule", String.class)).doesNotContain("migration-fails");
        assertThat(report.getString("trials[0].outcome")).isEqualTo("NOT_RUN");
    }
}
