package dev.migrationcontrol.check;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Misconfiguration;
import dev.migrationcontrol.environment.RulePolicy;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.rule.book.RuleBook;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Refuses to start with a policy on a rule that there is not: it would be without effect, and nobody would notice. */
@Singleton
final class RulePolicies {
    private final Environments environments;

    RulePolicies(Environments environments) {
        this.environments = environments;
    }

    void require(@Observes @Priority(2) StartupEvent event) {
        List<Misconfiguration> wrong = environments.all().stream()
                .flatMap(each -> unknown(each.name(), each.policy().rules()))
                .toList();
        if (!wrong.isEmpty()) {
            throw new StartRefused(wrong);
        }
    }

    /** The settings of an environment that name a rule that there is not. */
    static Stream<Misconfiguration> unknown(String environment, RulePolicy policy) {
        String prefix = "migration-control.environments." + environment + ".";
        return Stream.of(Map.entry("rules.", policy.levels()), Map.entry("accepted-rules.", policy.accepted()))
                .flatMap(each -> each.getValue().keySet().stream()
                        .filter(rule -> RuleBook.all().find(rule).isEmpty())
                        .sorted()
                        .map(rule -> new Misconfiguration(
                                prefix + each.getKey() + rule,
                                "names a rule that there is not."
                                        + RuleBook.all().meant(rule),
                                "write the name of a rule of docs/rules.md")));
    }
}
