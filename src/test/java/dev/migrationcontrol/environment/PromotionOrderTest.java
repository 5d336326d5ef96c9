package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionOrderTest {
    private static Environments environments(String... more) {
        List<String> variables = new ArrayList<>();
        for (String name : List.of("DEV", "TEST", "PRODUCTION")) {
            variables.addAll(List.of(name + "_DATABASE_URL", "postgres://u@h/" + name));
        }
        for (int i = 0; i < more.length; i += 2) {
            variables.add("migration-control.environments." + more[i]);
            variables.add(more[i + 1]);
        }
        return Planned.environments(variables.toArray(String[]::new));
    }

    @Test
    void severalEarlierEnvironmentsAreRead() {
        PromotionPolicy order = environments(
                        "production.after", "test, dev", "test.after", "dev", "production.within", "7d")
                .require("production")
                .policy()
                .promotion();
        assertThat(order).isEqualTo(new PromotionPolicy(List.of("test", "dev"), java.time.Duration.ofDays(7)));
        assertThat(environments().require("production").policy().promotion().isFree())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "production.after, staging, names an environment that is not configured",
        "production.after, production, makes the environment wait for itself",
        "production.within, 7d, no earlier environment is named",
        "production.within, 0s, has an unusable value",
        "production.within, 400d, has an unusable value"
    })
    void whatIsWrongIsNamed(String key, String value, String wrong) {
        assertThatThrownBy(() -> environments(key, value))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("migration-control.environments." + key)
                .hasMessageContaining(wrong);
    }

    @Test
    void aCircleIsNamed() {
        assertThatThrownBy(
                        () -> environments("production.after", "test", "test.after", "dev", "dev.after", "production"))
                .hasMessageContaining("makes the environment wait for itself");
    }
}
