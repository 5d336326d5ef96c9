package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;

/** IF NOT EXISTS finds the object, and locks the table nevertheless. */
final class IfNotExistsStillLocks implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "if-not-exists-still-locks",
                    Level.INFO,
                    "IF NOT EXISTS finds the object, and locks the table nevertheless")
            .why("ADD COLUMN IF NOT EXISTS takes ACCESS EXCLUSIVE and CREATE INDEX IF NOT EXISTS takes "
                    + "SHARE before they look.")
            .instead("Leave the statement out where the object is there.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD COLUMN IF NOT EXISTS state varchar(20);")
            .good("ALTER TABLE orders ADD COLUMN IF NOT EXISTS shipped date;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.AlterTable alter && alter.kind().equals("table")) {
            TableFacts table = step.table(alter.name());
            alter.actions().stream()
                    .filter(TableAction.AddColumn.class::isInstance)
                    .map(TableAction.AddColumn.class::cast)
                    .filter(add -> add.ifNotExists()
                            && table.column(add.column().name()).isPresent())
                    .forEach(add -> step.reportLock(
                            this,
                            table,
                            "The column " + add.column().name() + " is there already; ACCESS EXCLUSIVE on " + table
                                    + " is taken all the same."));
        } else if (command instanceof Command.CreateIndex create && create.ifNotExists() && create.name() != null) {
            TableFacts table = step.table(create.table());
            if (table.index(create.name()).isPresent()) {
                step.reportLock(
                        this,
                        table,
                        "The index " + create.name() + " is there already; a lock on " + table
                                + " is taken all the same.");
            }
        }
    }
}
