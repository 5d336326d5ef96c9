package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** An INSERT does not name its columns. */
final class InsertWithoutColumns implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "insert-without-columns", Level.INFO, "An INSERT does not name its columns")
            .why("It fails, or fills the wrong columns, as soon as the table gets another one.")
            .instead("Name the columns.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("INSERT INTO orders VALUES (1, 2, 'new', 3);")
            .good("INSERT INTO orders (id, customer, state, total) VALUES (1, 2, 'new', 3);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Insert insert && !insert.columnsNamed() && !step.isInBlock()) {
            TableFacts table = step.table(insert.table());
            if (!table.isTemporary() && !table.isNew()) {
                step.report(this, "The columns of " + table + " are not named.");
            }
        }
    }
}
