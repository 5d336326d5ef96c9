package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import java.util.Set;

/** A new column has a type that is seldom the right one. */
final class TypeChoice implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "type-choice", Level.OFF, "A new column has a type that is seldom the right one")
            .why("char(n) is padded, money depends on a setting, json is read anew for each use, "
                    + "timestamp without a time zone means another moment in each session.")
            .instead("Use text, numeric, jsonb and timestamptz.")
            .bad("CREATE TABLE parcels (id bigint PRIMARY KEY, code char(10));")
            .good("CREATE TABLE parcels (id bigint PRIMARY KEY, code text);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateTable create) {
            create.columns().stream()
                    .filter(each -> Set.of("character", "money", "json", "timestamp without time zone")
                            .contains(each.type().base()))
                    .forEach(each -> step.report(
                            this, "The column " + each.name() + " of " + create.name() + " is " + each.type() + "."));
        }
    }
}
