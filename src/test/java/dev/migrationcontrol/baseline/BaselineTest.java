package dev.migrationcontrol.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class BaselineTest {
    @Test
    void anExistingSchemaIsAdoptedAndWhatIsNewerIsApplied() {
        TestEnvironment environment = TestEnvironment.withSample("baselines");
        Service.upgrade(environment, "{\"targetVersion\":\"9\"}").succeeded();
        environment.execute("DROP TABLE flyway_schema_history; DROP FUNCTION search_documents");
        Service.awaitState(environment, "UNMANAGED");
        Service.work(environment, "baselines", "{\"version\":\"9\",\"description\":\"adopted\"}")
                .succeeded();
        assertThat(environment.history()).containsExactly("BASELINE 9");
        Service.upgrade(environment, "{}").succeeded().did("10", "R__search_documents.sql");
        Service.awaitState(environment, "UP_TO_DATE");
    }

    @Test
    void askingForTheSameBaselineAgainChangesNothingAndForAnotherIsRefused() {
        TestEnvironment environment = TestEnvironment.withSample("baselines");
        Service.work(environment, "baselines", "{\"version\":\"5\"}").succeeded();
        Service.work(environment, "baselines", "{\"version\":\"5\"}").succeeded();
        Service.work(environment, "baselines", "{\"version\":\"6\"}").refused(409, "already-baselined");
        assertThat(environment.history()).containsExactly("BASELINE 5");
    }

    @Test
    void aHistoryWithMigrationsIsNotBaselined() {
        TestEnvironment environment = TestEnvironment.withSample("baselines");
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        Service.work(environment, "baselines", "{\"version\":\"1\"}").refused(409, "already-baselined");
    }

    @Test
    void aBaselineNeedsAVersion() {
        TestEnvironment environment = TestEnvironment.withSample("baselines");
        Service.work(environment, "baselines", "{}").refused(400, "invalid-request");
        Service.work(environment, "baselines", "{\"version\":\"x\"}").refused(400, "invalid-request");
        Service.work(environment, "baselines", "{\"version\":\"1\",\"description\":\"\"}")
                .refused(400, "invalid-request");
    }
}
