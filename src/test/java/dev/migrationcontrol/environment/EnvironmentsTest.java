package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private final Environments environments =
            Planned.environments("TEST_DATABASE_URL", "postgres://u@h/t", "DATABASE_URL", "postgres://u@h/d");

    @Test
    void findsAnEnvironmentByName() {
        assertThat(environments.find("test")).isPresent();
        assertThat(environments.find("TEST")).isEmpty();
        assertThat(environments.controlDatabase().name()).isEqualTo("control");
    }

    @Test
    void refusesAnUnknownNameAndNamesTheConfiguredOnes() {
        assertThatThrownBy(() -> environments.require("tset"))
                .isInstanceOfSatisfying(UnknownEnvironment.class, refusal -> {
                    assertThat(refusal.slug()).isEqualTo("unknown-environment");
                    assertThat(refusal.status()).isEqualTo(404);
                    assertThat(refusal.detail()).isEqualTo("No environment is named \"tset\". Configured: main, test.");
                });
    }
}
