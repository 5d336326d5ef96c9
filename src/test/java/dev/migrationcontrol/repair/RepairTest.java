package dev.migrationcontrol.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class RepairTest {
    @Test
    void changesAreListedBeforeTheyAreMadeAndWithTheRowsAsTheyWere() {
        TestEnvironment environment = TestEnvironment.withSample("repairs");
        Service.upgrade(environment, "{}").succeeded();
        environment.script("V2__create_users.sql", "SELECT 'reformatted';");
        environment.deleteScript("V10__create_document_overview.sql");
        environment.script("V11__next.sql", "SELECT 1;");
        Service.awaitState(environment, "DIVERGED");

        Service.work(environment, "repairs", "{\"dryRun\":true}")
                .succeeded()
                .with("result.dryRun", true)
                .with("result.aligned[0].before.version", "2")
                .with("result.deleted[0].version", "10");
        Service.awaitState(environment, "DIVERGED");

        Service.work(environment, "repairs", "{\"reason\":\"reviewed\"}")
                .succeeded()
                .with("result.dryRun", false)
                .with("result.aligned[0].before.version", "2")
                .with("reason", "reviewed");
        Service.awaitState(environment, "PENDING");
        assertThat(environment.history()).endsWith("DELETE 10");
    }

    @Test
    void aHistoryWithNothingToMendIsLeftAsItIs() {
        TestEnvironment environment = TestEnvironment.withSample("repairs");
        Service.upgrade(environment, "{}").succeeded();
        Service.work(environment, "repairs", "{}").succeeded().with("result.removed.size()", 0);
        assertThat(environment.history()).hasSize(11);
    }
}
