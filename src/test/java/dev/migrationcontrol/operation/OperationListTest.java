package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class OperationListTest {
    @Test
    void pagesHoldEveryOperationOnceTheNewestFirst() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, Service.upgrade(environment, "{}").succeeded().id());
        }
        List<String> listed = new ArrayList<>();
        String token = "";
        do {
            JsonPath page = Service.get("/api/v1/operations?environment=contract&pageSize=2" + token)
                    .jsonPath();
            listed.addAll(page.getList("items.id"));
            token = page.getString("nextPageToken") == null ? "" : "&pageToken=" + page.getString("nextPageToken");
        } while (!token.isEmpty());
        assertThat(listed).startsWith(ids.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(Service.get("/api/v1/operations?environment=contract&state=RUNNING")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void whatNoNameHoldsIsRefused() {
        for (String path :
                List.of("/api/v1/operations?environment=a%00", "/api/v1/operations/a%00", "/api/v1/journal?kind=%00")) {
            assertThat(Service.request().urlEncodingEnabled(false).get(path).statusCode())
                    .describedAs(path)
                    .isEqualTo(400);
        }
    }
}
