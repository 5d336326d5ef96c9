package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Expression;
import dev.migrationcontrol.statement.TableAction;
import java.util.Objects;

/** A new column gets a default that is computed for each row. */
final class AddColumnVolatileDefault extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "add-column-volatile-default",
                    Level.WARNING,
                    "A new column gets a default that is computed for each row")
            .since(11)
            .why("The table and all of its indexes are written anew under ACCESS EXCLUSIVE, which "
                    + "blocks reads and writes until that is done. A constant, and a function that is "
                    + "stable as now() is, costs nothing.")
            .instead("Add the column without a default, set the default for new rows, and fill the old "
                    + "rows in batches.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();")
            .good("""
                ALTER TABLE orders ADD COLUMN token uuid;
                ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add && add.column().defaultValue() != null) {
            Expression value = Objects.requireNonNull(add.column().defaultValue());
            value.calls().stream()
                    .filter(step.facts()::isVolatile)
                    .findFirst()
                    .ifPresent(call -> step.reportWork(
                            this,
                            table,
                            "The default of " + add.column().name() + " calls " + call + "(), so every row of " + table
                                    + " is written anew under ACCESS EXCLUSIVE."));
        }
    }
}
