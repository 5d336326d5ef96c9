package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A new column is NOT NULL and has no default. */
final class AddRequiredColumn extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "add-required-column", Level.ERROR, "A new column is NOT NULL and has no default")
            .why("It fails on a table with rows, and where it does not, each INSERT of the application "
                    + "that runs now fails.")
            .instead("Give it a default, or let it be null until the application fills it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                INSERT INTO orders VALUES (1);
                """)
            .bad("ALTER TABLE orders ADD COLUMN shipped date NOT NULL;")
            .good("ALTER TABLE orders ADD COLUMN shipped date NOT NULL DEFAULT '2026-01-01';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add
                && add.column().notNull()
                && (add.column().defaultValue() == null
                        || add.column().defaultValue().isNull())
                && add.column().generated().isEmpty()
                && !add.column().isNumbered()
                && !table.isNew()
                && !table.isTemporary()
                && !(add.ifNotExists() && table.column(add.column().name()).isPresent())) {
            step.report(
                    this,
                    "The column " + add.column().name() + " of " + table
                            + " has to have a value, and nothing gives it one.");
        }
    }
}
