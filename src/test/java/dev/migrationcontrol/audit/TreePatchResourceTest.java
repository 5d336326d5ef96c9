package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TreePatchResourceTest {
    @Test
    void thePatchOfTheSampleIsAmongItsDocuments() {
        String id = TreeAuditing.succeeded(TreeAuditing.directory("legacy"));
        Response patch = Service.get("/api/v1/audits/{}/changes.patch", id);
        patch.then().statusCode(200).header("Content-Type", equalTo("text/x-patch;charset=UTF-8"));
        assertThat(patch.asString())
                .contains("deleted file mode 100644\n", "--- a/shop/sql_runner.py\n+++ /dev/null\n")
                .doesNotContain("hunter2");
        Response report = Service.get("/api/v1/audits/{}", id);
        assertThat(report.jsonPath().getInt("changes.bytes")).isEqualTo(patch.asByteArray().length);
        assertThat(report.jsonPath().getList("changes.files.file", String.class))
                .hasSize(report.jsonPath().getInt("changes.fileCount"))
                .contains("shop/sql_runner.py", "stock_tests/test_stock.py", "README.md");
        String plan = Service.request()
                .get("/api/v1/audits/" + id + "/CONSOLIDATION_PLAN.md")
                .asString();
        assertThat(plan)
                .contains("/api/v1/audits/" + id + "/changes.patch\" > changes.patch\ngit apply --check --directory=")
                .contains("```diff\ndiff --git a/shop/sql_runner.py b/shop/sql_runner.py\n")
                .doesNotContain("hunter2");
        // Whatever a caller accepts, there is one representation.
        assertThat(Service.request()
                        .accept("application/problem+json")
                        .get("/api/v1/audits/" + id + "/changes.patch")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutAPatchThereIsAProblemThatSaysWhy() throws IOException {
        Service.get("/api/v1/audits/{}/changes.patch", UUID.randomUUID().toString())
                .then()
                .statusCode(404)
                .body("type", endsWith("unknown-audit"));
        Path tree = Files.createDirectories(TestEnvironment.TREES.resolve("nothing"));
        Files.writeString(tree.resolve("a.py"), "print(1)\n");
        String id = TreeAuditing.succeeded(TreeAuditing.directory("nothing"));
        Service.get("/api/v1/audits/{}/changes.patch", id)
                .then()
                .statusCode(404)
                .body("type", endsWith("no-changes"))
                .body("detail", containsString("changes.byHand"));
        Files.delete(tree.resolve("a.py"));
        Files.delete(tree);
        String gone = TreeAuditing.directory("legacy/no-such").jsonPath().getString("type");
        assertThat(gone).endsWith("unknown-source-tree");
    }
}
