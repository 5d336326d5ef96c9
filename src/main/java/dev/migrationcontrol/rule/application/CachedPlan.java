package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TypeName;

/** Prepared statements return a column that changes its type. */
final class CachedPlan extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "cached-plan", Level.INFO, "Prepared statements return a column that changes its type")
            .why("A statement that was prepared before fails once in each session with \"cached plan must "
                    + "not change result type\" (0A000). Sessions of a pool keep prepared statements for long. "
                    + "A new column does the same to SELECT *.")
            .instead("Let the application name its columns and prepare again after this error, or renew its "
                    + "pool right after the change.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                """)
            .good("""
                ALTER TABLE orders ADD COLUMN state_text text;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetType set && !table.isNew() && !table.isTemporary()) {
            TypeName before =
                    table.column(set.column()).map(TableFacts.ColumnFacts::type).orElse(null);
            if (!set.type().equals(before)) {
                step.report(
                        this,
                        "Statements that were prepared before and return " + set.column() + " of " + table
                                + " fail once in each session.");
            }
        }
    }
}
