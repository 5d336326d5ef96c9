package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A table is emptied. */
final class Truncate implements Rule {
    private static final RuleText TEXT = RuleText.of("truncate", Level.WARNING, "A table is emptied")
            .why("All rows are lost, under ACCESS EXCLUSIVE.")
            .instead("Be sure that nobody needs the rows.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("TRUNCATE orders;")
            .good("""
                CREATE TABLE fresh (id bigint PRIMARY KEY);
                TRUNCATE fresh;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Truncate truncate && !step.isUndo()) {
            truncate.tables().stream()
                    .map(step::table)
                    .filter(table -> !table.isNew() && !table.isTemporary())
                    .forEach(table -> step.report(this, "All rows of " + table + " are lost."));
        }
    }
}
