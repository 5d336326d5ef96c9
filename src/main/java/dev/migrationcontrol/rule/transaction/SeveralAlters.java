package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.Work;
import dev.migrationcontrol.statement.Command;

/** Two ALTER TABLE of one transaction go through the whole table. */
final class SeveralAlters implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "several-alters", Level.INFO, "Two ALTER TABLE of one transaction go through the whole table")
            .why("Each of them reads or writes every row under ACCESS EXCLUSIVE. One ALTER TABLE with "
                    + "several actions does it in one pass.")
            .instead("Write the actions into one ALTER TABLE.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ALTER COLUMN total SET NOT NULL;
                ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
                """)
            .good("""
                ALTER TABLE orders ALTER COLUMN total SET NOT NULL, ALTER COLUMN state SET NOT NULL;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (step.transaction().isOpen() && command instanceof Command.AlterTable alter && Work.isPass(command, step)) {
            TableFacts table = step.table(alter.name());
            Integer first = step.transaction().pass(table);
            if (first != null && first != step.number()) {
                step.reportWork(
                        this,
                        table,
                        "Statement " + first + " has gone through all rows of " + table
                                + " already; one ALTER TABLE with both actions does it once.");
            }
        }
    }
}
