package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import java.util.Map;

/** DROP IF EXISTS does not see what it should drop. */
final class IfExistsUnqualified implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "if-exists-unqualified", Level.WARNING, "DROP IF EXISTS does not see what it should drop")
            .why("An object of this name is in a schema that is not in the search path. IF EXISTS makes a "
                    + "notice of it, and the object stays.")
            .instead("Write the schema before the name.")
            .setup("""
                CREATE SCHEMA sales;
                CREATE VIEW sales.open_orders AS SELECT 1 AS one;
                """)
            .bad("""
                DROP VIEW IF EXISTS open_orders;
                """)
            .good("""
                DROP VIEW IF EXISTS sales.open_orders;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Map<String, String> KINDS =
            Map.of("table", "rp", "view", "v", "materialized view", "m", "sequence", "S", "foreign table", "f");

    @Override
    public void judge(Command command, Step step) {
        TargetCatalogue target = step.facts().target().orElse(null);
        if (target == null || !(command instanceof Command.Drop drop) || !drop.ifExists()) {
            return;
        }
        String kinds = KINDS.getOrDefault(drop.kind(), "");
        for (ObjectName each : drop.names()) {
            if (each.schema() == null && step.facts().find(each).isEmpty()) {
                target.all().stream()
                        .filter(found -> found.name().equals(each.name()) && kinds.contains(found.kind()))
                        .filter(found -> step.facts().isThere(found.qualified()))
                        .findFirst()
                        .ifPresent(found -> step.report(
                                this,
                                "It drops nothing: " + found.qualified()
                                        + " is in a schema outside of the search path.",
                                By.CATALOGUE));
            }
        }
    }
}
