package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import java.util.ArrayList;
import java.util.List;

/** CREATE OR REPLACE FUNCTION loses its options. */
final class ReplaceLosesOptions implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "replace-loses-options", Level.WARNING, "CREATE OR REPLACE FUNCTION loses its options")
            .why("What the new definition does not repeat falls back to its default: SECURITY DEFINER, "
                    + "SET and the volatility.")
            .instead("Repeat every option.")
            .setup("""
                CREATE FUNCTION one() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS 'SELECT 1';
                """)
            .bad("CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 2';")
            .good("""
                CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
                    SET search_path = public AS 'SELECT 2';
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateRoutine create && create.orReplace()) {
            List<TargetCatalogue.Routine> before = step.facts().target().stream()
                    .flatMap(target -> target.routines().stream())
                    .filter(each -> each.name().equals(create.name().name()))
                    .toList();
            if (before.size() == 1
                    && !step.facts().isNewObject("function", create.name().name())) {
                TargetCatalogue.Routine old = before.get(0);
                List<String> lost = new ArrayList<>();
                if (old.securityDefiner() && !create.securityDefiner()) {
                    lost.add("SECURITY DEFINER");
                }
                if (!old.settings().isEmpty() && !create.settings()) {
                    lost.add("SET " + String.join(", ", old.settings()));
                }
                if (!lost.isEmpty()) {
                    step.report(this, create.name() + "() loses " + String.join(" and ", lost) + ".", By.CATALOGUE);
                }
            }
        }
    }
}
