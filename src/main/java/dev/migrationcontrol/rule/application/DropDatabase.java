package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A database is dropped. */
final class DropDatabase implements Rule {
    private static final RuleText TEXT = RuleText.of("drop-database", Level.ERROR, "A database is dropped")
            .why("Everything in it is gone, no undo script brings it back, and it is not the database that "
                    + "the script is for.")
            .instead("Let those who run the server drop it, after a backup.")
            .bad("""
                DROP DATABASE IF EXISTS rule_examples_nothing;
                """)
            .good("""
                SELECT datname FROM pg_database WHERE datname = 'rule_examples_nothing';
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Drop drop && drop.kind().equals("database")) {
            step.report(this, "The database " + drop.names().get(0) + " and everything in it is lost.");
        }
    }
}
