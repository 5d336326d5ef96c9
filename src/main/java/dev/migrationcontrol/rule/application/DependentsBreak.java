package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** Something depends on the column. */
final class DependentsBreak extends ActionRule {
    private static final RuleText TEXT = RuleText.of("dependents-break", Level.ERROR, "Something depends on the column")
            .why("PostgreSQL refuses to drop a column, or to change its type, that a view, rule, "
                    + "policy, generated column or function depends on.")
            .instead("Drop what depends on it before, and make it again after, with its privileges.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE VIEW sums AS SELECT id, total FROM orders;
                """)
            .bad("ALTER TABLE orders ALTER COLUMN total TYPE bigint;")
            .good("""
                DROP VIEW sums;
                ALTER TABLE orders ALTER COLUMN total TYPE bigint;
                CREATE VIEW sums AS SELECT id, total FROM orders;
                ANALYZE orders (total);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        String column = action instanceof TableAction.SetType set
                ? set.column()
                : action instanceof TableAction.DropColumn drop && !drop.cascade() ? drop.column() : null;
        if (column != null && table.relation().isPresent()) {
            table.relation().get().dependents().stream()
                    .filter(each -> column.equals(each.column()))
                    .filter(each ->
                            !each.kind().contains("view") || step.facts().isThere(each.name()))
                    .findFirst()
                    .ifPresent(each -> step.report(
                            this,
                            "The " + each.kind() + " " + each.name() + " depends on " + column + " of " + table
                                    + ", so PostgreSQL refuses this.",
                            By.CATALOGUE));
        }
    }
}
