package dev.migrationcontrol.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.environment.Misconfiguration;
import dev.migrationcontrol.environment.RulePolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulePoliciesTest {
    @Test
    void aRuleThatThereIsNotIsReportedWithTheOneThatMayBeMeant() {
        RulePolicy policy = new RulePolicy(
                Map.of("index-without-concurently", "error", "drop-table", "info"),
                Map.of("undo-missing", "never rolled back", "drop-column", "a habit"),
                1,
                1);
        assertThat(RulePolicies.unknown("billing", policy))
                .containsExactly(
                        new Misconfiguration(
                                "migration-control.environments.billing.rules.index-without-concurently",
                                "names a rule that there is not. Perhaps index-without-concurrently is meant.",
                                "write the name of a rule of docs/rules.md"),
                        new Misconfiguration(
                                "migration-control.environments.billing.accepted-rules.undo-missing",
                                "names a rule that there is not.",
                                "write the name of a rule of docs/rules.md"));
    }
}
