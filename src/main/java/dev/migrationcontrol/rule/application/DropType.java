package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;

/** A type is dropped. */
final class DropType implements Rule {
    private static final RuleText TEXT = RuleText.of("drop-type", Level.WARNING, "A type is dropped")
            .why("Functions of the application that name it fail at their next call, and CASCADE drops "
                    + "every column that has it.")
            .instead("Change the columns first, release an application that does not name it, and drop it in a "
                    + "later release.")
            .setup("""
                CREATE TYPE mood AS ENUM ('sad', 'glad');
                """)
            .bad("""
                DROP TYPE mood;
                """)
            .good("""
                CREATE TYPE temper AS ENUM ('calm', 'wild');
                DROP TYPE temper;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Drop drop
                && (drop.kind().equals("type") || drop.kind().equals("domain"))
                && !step.isUndo()) {
            for (ObjectName each : drop.names()) {
                boolean made = step.facts().isNewObject("type", each.name());
                if (!made && isThere(each, drop.ifExists(), step)) {
                    step.report(this, "The " + drop.kind() + " " + each + " is not there any more.");
                }
            }
        }
    }

    /** An enum or a domain is in the catalogue; of other types nothing is known. */
    private static boolean isThere(ObjectName type, boolean ifExists, Step step) {
        return step.facts()
                .target()
                .map(target -> !ifExists
                        || target.types().stream().anyMatch(each -> each.name().equals(type.name())))
                .orElse(!ifExists);
    }
}
