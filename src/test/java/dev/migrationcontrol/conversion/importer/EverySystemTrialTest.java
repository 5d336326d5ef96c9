package dev.migrationcontrol.conversion.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.conversion.migration.Converting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The migrations of every system that can be converted are tried when a tree is audited. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class EverySystemTrialTest {
    @ParameterizedTest
    @EnumSource
    void itsScriptsRunUpAndBack(Layout layout) throws Exception {
        String name = "every-" + layout.name().toLowerCase(Locale.ROOT);
        Path tree = TestEnvironment.TREES.resolve(name);
        Converting.delete(tree);
        layout.write(tree.resolve(layout == Layout.SUPABASE ? "supabase" : "db/migrations"));
        for (String each : project(layout)) {
            Converting.write(tree, each.substring(0, each.indexOf(' ')), each.substring(each.indexOf(' ') + 1));
        }
        JsonPath operation = Service.request()
                .contentType("application/json")
                .header("Prefer", "wait=120")
                .body("{\"directory\":\"" + name + "\",\"scratchEnvironment\":\"trees\"}")
                .post("/api/v1/audits")
                .jsonPath();
        JsonPath report =
                Service.get("/api/v1/audits/{}", operation.getString("id")).jsonPath();
        assertThat(report.getList("trials")).as(report.prettify()).hasSize(1);
        assertThat(report.getMap("trials[0]"))
                .containsEntry("system", layout.system())
                .containsEntry("outcome", "PASSED")
                .containsEntry("upsRun", layout.story().size());
        assertThat(report.getInt("trials[0].downsRun")).isEqualTo(report.getInt("trials[0].downs"));
        assertThat(report.getInt("trials[0].downs") > 0).isEqualTo(layout.hasDowns());
    }

    /** What tells a project of the system from another whose files look the same. */
    private static List<String> project(Layout layout) {
        return switch (layout) {
            case GOLANG_MIGRATE -> List.of("go.mod require github.com/golang-migrate/migrate/v4 v4.17.0");
            case SQLX -> List.of("Cargo.toml [dependencies]\nsqlx = { version = \"0.8\", features = [\"migrate\"] }");
            case REFINERY -> List.of("Cargo.toml [dependencies]\nrefinery = \"0.8\"");
            case DIESEL -> List.of("diesel.toml [migrations_directory]\ndir = \"db/migrations\"");
            case NODE_PG_MIGRATE -> List.of("package.json {\"dependencies\":{\"node-pg-migrate\":\"7.0.0\"}}");
            default -> List.of();
        };
    }
}
