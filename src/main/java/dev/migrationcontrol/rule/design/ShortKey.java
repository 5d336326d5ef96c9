package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.List;
import java.util.Set;

/** The key of a new table is an integer of four bytes. */
final class ShortKey implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "short-key", Level.OFF, "The key of a new table is an integer of four bytes")
            .why("It ends after 2.1 billion rows, and a change to bigint writes the table anew.")
            .instead("Use bigint.")
            .bad("CREATE TABLE parcels (id integer PRIMARY KEY);")
            .good("CREATE TABLE parcels (id bigint PRIMARY KEY);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateTable create) {
            create.columns().stream()
                    .filter(each -> each.has(Kind.PRIMARY_KEY)
                            || create.constraints().stream()
                                    .anyMatch(key -> key.is(Kind.PRIMARY_KEY)
                                            && key.columns().equals(List.of(each.name()))))
                    .filter(each -> Set.of("integer", "smallint", "serial", "smallserial")
                            .contains(each.type().base()))
                    .forEach(each -> step.report(
                            this, "The key " + each.name() + " of " + create.name() + " is " + each.type() + "."));
        }
    }
}
