package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A new column has a domain that checks its values. */
final class AddColumnConstrainedDomain extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "add-column-constrained-domain", Level.WARNING, "A new column has a domain that checks its values")
            .why("PostgreSQL checks the domain for every row, even where the column is null "
                    + "everywhere: the table and its indexes are written anew under ACCESS EXCLUSIVE.")
            .instead("Use the base type, with a CHECK that is added as NOT VALID and validated later.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
                """)
            .bad("ALTER TABLE orders ADD COLUMN discount positive;")
            .good("ALTER TABLE orders ADD COLUMN discount integer;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add
                && step.facts().isConstrainedDomain(add.column().type().base())) {
            step.reportWork(
                    this,
                    table,
                    "The type " + add.column().type() + " of " + add.column().name()
                            + " is a domain that checks its values, so " + table
                            + " is written anew under ACCESS EXCLUSIVE.",
                    step.facts().target().isPresent() ? By.CATALOGUE : By.TEXT);
        }
    }
}
