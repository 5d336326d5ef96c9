package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A protected environment is changed only by a request that names it again. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ConfirmationTest {
    private static final String REFUSED = "confirmation-required";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upgrades | {}",
                "upgrades | {'targetVersion':'0','confirm':null}",
                "upgrades | {'confirm':''}",
                "upgrades | {'confirm':'Guarded'}",
                "upgrades | {'confirm':'guarded '}",
                "upgrades | {'confirm':'lifecycle'}",
                "rollbacks | {'steps':1}",
                "rollbacks | {'targetVersion':'0','confirm':'yes'}",
                "baselines | {'version':'1'}",
                "repairs | {}",
                "repairs | {'dryRun':false}",
                "consolidations | {'mode':'adopt'}",
                "consolidations | {'mode':'retire'}",
                "consolidations | {'mode':'undo','confirm':'true'}"
            })
    void noChangeWithoutTheName(String kind, String body) {
        TestEnvironment environment = TestEnvironment.withSample("guarded");
        Service.work(environment, kind, body.replace('\'', '"'))
                .refused(409, REFUSED)
                .with("environment", "guarded")
                .says("detail", "\"confirm\":\"guarded\"");
        assertThat(environment.objects()).isEmpty();
    }

    @Test
    void withTheNameEverythingGoesOn() {
        TestEnvironment environment = TestEnvironment.withSample("guarded");
        Service.upgrade(environment, "{\"targetVersion\":\"2\",\"confirm\":\"guarded\"}")
                .succeeded();
        Service.rollBack(environment, "{\"steps\":1,\"confirm\":\"guarded\"}").succeeded();
        Service.work(environment, "repairs", "{\"confirm\":\"guarded\"}").succeeded();
    }

    @Test
    void whatChangesNothingNeedsNoName() {
        TestEnvironment environment = TestEnvironment.withSample("guarded");
        Service.upgrade(environment, "{\"targetVersion\":\"1\",\"confirm\":\"guarded\"}")
                .succeeded();
        Service.work(environment, "repairs", "{\"dryRun\":true}").succeeded();
        Service.work(environment, "consolidations", "{\"mode\":\"plan\"}").refused(409, "history-not-empty");
    }

    @Test
    void anotherNameIsRefusedOnEveryEnvironment() {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        Service.upgrade(environment, "{\"confirm\":\"guarded\"}").refused(409, REFUSED);
        assertThat(environment.objects()).isEmpty();
        Service.upgrade(environment, "{\"confirm\":\"lifecycle\"}").succeeded();
    }
}
