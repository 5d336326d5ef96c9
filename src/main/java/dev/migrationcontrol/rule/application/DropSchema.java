package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A schema is dropped. */
final class DropSchema implements Rule {
    private static final RuleText TEXT = RuleText.of("drop-schema", Level.WARNING, "A schema is dropped")
            .why("Everything in it is lost, and the application that runs now fails if it still uses " + "any of it.")
            .instead("Drop what is in it by name, in a later release than the application that does not " + "use it.")
            .setup("CREATE SCHEMA sales;")
            .bad("DROP SCHEMA sales CASCADE;")
            .good("""
                CREATE SCHEMA trade;
                DROP SCHEMA trade;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Drop drop && drop.kind().equals("schema") && !step.isUndo()) {
            drop.names().stream()
                    .filter(each -> !step.facts().isNewObject("schema", each.name()))
                    .forEach(each -> step.report(this, "Everything in the schema " + each + " is lost."));
        }
    }
}
