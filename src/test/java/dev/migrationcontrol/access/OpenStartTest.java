package dev.migrationcontrol.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.execution.Targets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenStartTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String MODE = "migration-control.access.mode";
    private static final Environments EXTERNAL = environments("TEST_DATABASE_URL");
    private static final Environments EMBEDDED = environments("embedded");

    private static Environments environments(String variable) {
        Environment test = Targets.environment("test", false);
        return new Environments(
                List.of(new Environment("test", test.database(), null, variable, test.policy())), test.database());
    }

    private static void start(Environments environments, Map<String, String> variables) {
        OpenStart.check(AccessReader.read(variables, environments), variables, environments);
    }

    @Test
    void aTrialOnThisMachineNeedsNoConfiguration() {
        assertThatCode(() -> start(EMBEDDED, Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "LOCALHOST",
                "a.localhost"
            })
    void theLoopbackInterfaceIsThisMachine(String host) {
        assertThatCode(() -> start(EMBEDDED, Map.of("quarkus.http.host", host))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "[::]",
                "10.0.0.1",
                "migrations.example.org",
                "127.0.0.1.example.org",
                "::2",
                "1::1"
            })
    void otherMachinesNeedOne(String host) {
        assertThatThrownBy(() -> start(EMBEDDED, Map.of("quarkus.http.host", host)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("quarkus.http.host")
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("sha256")
                .hasMessageContaining("migration-control.access.mode=open-acknowledged");
    }

    @Test
    void databasesOfOthersNeedOne() {
        assertThatThrownBy(() -> start(EXTERNAL, Map.of()))
                .hasMessageContaining("is not configured, but databases are")
                .hasMessageContaining("sha256")
                .hasMessageContaining(MODE + "=open-acknowledged");
    }

    @Test
    void nobodyForwardsToAnOpenService() {
        assertThatThrownBy(() -> start(EMBEDDED, Map.of("quarkus.http.proxy.proxy-address-forwarding", "true")))
                .hasMessageContaining("behind a proxy");
    }

    @Test
    void everyReasonIsNamedAtOnce() {
        assertThatThrownBy(() -> start(EXTERNAL, Map.of("quarkus.http.host", "0.0.0.0")))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.reasons()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {MODE, "MIGRATION_CONTROL_ACCESS_MODE"})
    void itMayBeOpenedKnowingly(String variable) {
        assertThatCode(() -> start(EXTERNAL, Map.of(variable, "open-acknowledged", "quarkus.http.host", "0.0.0.0")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"open", "OPEN-ACKNOWLEDGED", "true"})
    void anotherModeIsRefused(String mode) {
        assertThatThrownBy(() -> start(EMBEDDED, Map.of(MODE, mode))).hasMessageContaining("is no mode");
    }

    @Test
    void openAndConfiguredContradictEachOther() {
        Map<String, String> both = Map.of(MODE, "open-acknowledged", "migration-control.access.tokens.ci.sha256", HASH);
        assertThatThrownBy(() -> start(EXTERNAL, both)).hasMessageContaining("tokens or grants are configured");
    }

    @Test
    void configuredAccessServesOtherMachines() {
        Map<String, String> configured =
                Map.of("quarkus.http.host", "0.0.0.0", "migration-control.access.tokens.ci.sha256", HASH);
        assertThatCode(() -> start(EXTERNAL, configured)).doesNotThrowAnyException();
    }
}
