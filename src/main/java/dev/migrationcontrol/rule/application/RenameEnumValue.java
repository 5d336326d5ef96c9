package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A value of an enum gets another name. */
final class RenameEnumValue implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "rename-enum-value", Level.WARNING, "A value of an enum gets another name")
            .why("The application that runs now sends and expects the old one.")
            .instead("Add the new value, let the application write it, and convert the rows in a later " + "release.")
            .setup("CREATE TYPE mood AS ENUM ('sad', 'glad');")
            .bad("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';")
            .good("ALTER TYPE mood ADD VALUE 'blue';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.RenameValue rename
                && !step.isUndo()
                && !step.facts().isNewObject("type", rename.type().name())) {
            step.report(this, "Whoever sends '" + rename.from() + "' fails, and queries return '" + rename.to() + "'.");
        }
    }
}
