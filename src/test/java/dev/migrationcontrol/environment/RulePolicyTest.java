package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulePolicyTest {
    private static final String BILLING = "BILLING_DATABASE_URL";
    private static final String URL = "postgres://u@h/d";

    @Test
    void rulesHaveLevelsAndReasons() {
        RulePolicy rules = Planned.environments(
                        BILLING,
                        URL,
                        "migration-control.environments.billing.rules.rename-column",
                        "ERROR",
                        "MIGRATION_CONTROL_ENVIRONMENTS_BILLING_RULES_ADD_COLUMN_SERIAL",
                        "off",
                        "migration-control.environments.billing.accepted-rules.drop-table",
                        "a nightly window",
                        "MIGRATION_CONTROL_ENVIRONMENTS_BILLING_ACCEPTED_RULES_DROP_COLUMN",
                        "the same",
                        "migration-control.environments.billing.small-table-rows",
                        "500",
                        "migration-control.environments.billing.small-table-bytes",
                        "2M")
                .require("billing")
                .policy()
                .rules();
        assertThat(rules)
                .isEqualTo(new RulePolicy(
                        Map.of("rename-column", "error", "add-column-serial", "off"),
                        Map.of("drop-table", "a nightly window", "drop-column", "the same"),
                        500,
                        2 << 20));
    }

    @ParameterizedTest
    @CsvSource({"rules.rename-column, loud, off", "small-table-rows, many, whole number", "small-table-bytes, big, 10M"
    })
    void whatIsUnusableOfRulesIsReported(String key, String value, String instead) {
        assertThat(Planned.block(BILLING, URL, "migration-control.environments.billing." + key, value))
                .contains(key)
                .contains(instead);
    }
}
