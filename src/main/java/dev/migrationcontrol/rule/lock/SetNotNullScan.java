package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A column becomes NOT NULL without a constraint that proves it. */
final class SetNotNullScan extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "set-not-null-scan", Level.WARNING, "A column becomes NOT NULL without a constraint that proves it")
            .since(12)
            .why("The table is read whole under ACCESS EXCLUSIVE. Where a validated CHECK says that "
                    + "the column is not null, PostgreSQL believes it and reads nothing.")
            .instead("Add CHECK (column IS NOT NULL) as NOT VALID, validate it in a later script, then SET "
                    + "NOT NULL and drop the CHECK. Since 18: add the NOT NULL constraint as NOT VALID, and "
                    + "validate it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ALTER COLUMN total SET NOT NULL;")
            .good("""
                ALTER TABLE orders ADD CONSTRAINT total_there CHECK (total IS NOT NULL) NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT total_there;
                -- next script
                ALTER TABLE orders ALTER COLUMN total SET NOT NULL;
                ALTER TABLE orders DROP CONSTRAINT total_there;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        String column = action instanceof TableAction.SetNotNull set ? set.column() : null;
        if (action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.NOT_NULL)
                && !add.constraint().notValid()) {
            column = add.constraint().columns().get(0);
        }
        if (column != null && !table.isProvenNotNull(column)) {
            step.reportWork(
                    this,
                    table,
                    "SET NOT NULL on " + column + " makes PostgreSQL read " + table + " whole under ACCESS EXCLUSIVE.");
        }
    }
}
