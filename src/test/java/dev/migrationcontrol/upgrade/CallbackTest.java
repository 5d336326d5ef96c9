package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class CallbackTest {
    @Test
    void scriptsWithCallbacksRunThroughStockFlywayAndTheResultSaysSo() {
        TestEnvironment environment = TestEnvironment.withSample("callbacks")
                .script("beforeMigrate__note.sql", "CREATE TABLE IF NOT EXISTS called ();");
        Service.upgrade(environment, "{\"targetVersion\":\"4\"}")
                .succeeded()
                .did("1", "2", "3", "4", "R__search_documents.sql")
                .with("result.runner", "flyway")
                .with("result.because", List.of("beforeMigrate__note.sql"));
        assertThat(environment.objects()).contains("called", "documents");
    }

    @Test
    void aFailureInStockFlywayIsTheOperationsFailure() {
        TestEnvironment environment = TestEnvironment.empty("callbacks")
                .script("afterMigrate.sql", "SELECT 1;")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("V2__b.sql", "CREATE TABLE b ();\nSELECT 1 / 0;")
                .script("V3__c.sql", "CREATE TABLE c ();");
        Service.upgrade(environment, "{}")
                .failed("statement-failed")
                .did("1")
                .with("failure.step", "V2__b.sql")
                .with("failure.line", 2)
                .with("failure.sqlState", "22012");
        assertThat(environment.objects()).containsExactly("a");
    }
}
