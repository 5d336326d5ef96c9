package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.TableAction;

/** A column gets a type with another form of values. */
final class TypeChangeRewrite extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "type-change-rewrite", Level.WARNING, "A column gets a type with another form of values")
            .why("The table and its indexes are written anew under ACCESS EXCLUSIVE. A longer varchar, "
                    + "text, a numeric of the same scale with more digits, and inet for cidr cost nothing.")
            .instead("Add another column, keep it filled by a trigger, fill the old rows in batches, and "
                    + "swap the names in a later release.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("""
                ALTER TABLE orders ALTER COLUMN total TYPE bigint;
                ANALYZE orders (total);
                """)
            .good("""
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetType set) {
            TypeChange change = TypeChange.of(table, set);
            boolean text = set.type().base().equals("text") || set.type().base().equals("character varying");
            if (change == TypeChange.REWRITE || (change == TypeChange.UNKNOWN && !text)) {
                String from = table.column(set.column())
                        .map(column -> column.type() == null ? "" : " from " + column.type())
                        .orElse("");
                step.reportWork(
                        this,
                        table,
                        "The type of " + set.column() + " changes" + from + " to " + set.type() + ": " + table
                                + (change == TypeChange.REWRITE ? " is" : " is probably")
                                + " written anew under ACCESS EXCLUSIVE.");
            }
        }
    }
}
