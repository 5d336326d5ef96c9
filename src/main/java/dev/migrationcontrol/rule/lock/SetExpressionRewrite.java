package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A stored generated column gets another expression. */
final class SetExpressionRewrite extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "set-expression-rewrite", Level.WARNING, "A stored generated column gets another expression")
            .since(17)
            .why("Every value is computed again: the table and its indexes are written anew under "
                    + "ACCESS EXCLUSIVE. A virtual column costs nothing.")
            .instead("Add another column with the new expression, and let the application use that one.")
            .setup("""
                CREATE TABLE lines (id bigint PRIMARY KEY, price integer, pieces integer,
                    sum integer GENERATED ALWAYS AS (price * pieces) STORED);
                """)
            .bad("ALTER TABLE lines ALTER COLUMN sum SET EXPRESSION AS (price * pieces + 1);")
            .good("CREATE VIEW sums AS SELECT id, price * pieces + 1 AS sum FROM lines;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetExpression set) {
            boolean virtual = table.column(set.column())
                    .map(column -> column.generated().equals("v"))
                    .orElse(false);
            if (!virtual) {
                step.reportWork(
                        this,
                        table,
                        "Every value of " + set.column() + " is computed again: " + table
                                + " is written anew under ACCESS EXCLUSIVE.");
            }
        }
    }
}
