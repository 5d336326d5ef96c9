package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A new column has a CHECK. */
final class AddColumnWithCheck extends ActionRule {
    private static final RuleText TEXT = RuleText.of("add-column-with-check", Level.WARNING, "A new column has a CHECK")
            .why("The table is read whole under ACCESS EXCLUSIVE to check the values, although all of "
                    + "them are the same.")
            .instead("Add the column, then the CHECK as NOT VALID, and validate it in a later script.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD COLUMN pieces integer DEFAULT 1 CHECK (pieces > 0);")
            .good("""
                ALTER TABLE orders ADD COLUMN pieces integer DEFAULT 1;
                ALTER TABLE orders ADD CONSTRAINT pieces_positive CHECK (pieces > 0) NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT pieces_positive;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add
                && add.column().constraints().stream().anyMatch(each -> each.is(Kind.CHECK) && !each.notEnforced())) {
            step.reportWork(
                    this,
                    table,
                    "The CHECK of the new column " + add.column().name() + " makes PostgreSQL read " + table
                            + " whole under ACCESS EXCLUSIVE.");
        }
    }
}
