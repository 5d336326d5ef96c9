package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A schema gets another name. */
final class RenameSchema implements Rule {
    private static final RuleText TEXT = RuleText.of("rename-schema", Level.WARNING, "A schema gets another name")
            .why("The application that runs now does not find anything in it.")
            .instead("Make the new schema with views of what is in the old one, until nobody uses that.")
            .setup("CREATE SCHEMA sales;")
            .bad("ALTER SCHEMA sales RENAME TO trade;")
            .good("CREATE SCHEMA trade;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Rename rename
                && rename.kind().equals("schema")
                && !step.isUndo()
                && !step.facts().isNewObject("schema", rename.name().name())) {
            step.report(this, "Whoever uses something in " + rename.name() + " fails.");
        }
    }
}
