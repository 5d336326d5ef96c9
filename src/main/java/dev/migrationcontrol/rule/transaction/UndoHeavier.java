package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TypeName;

/** An undo script writes a table anew that its script did not. */
final class UndoHeavier extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "undo-heavier", Level.WARNING, "An undo script writes a table anew that its script did not")
            .why("The change of type costs nothing, and its undo writes the table and its indexes anew "
                    + "under ACCESS EXCLUSIVE. A rollback is made when something is wrong already.")
            .instead("Let the undo script keep the wider type, or say in it that it takes a window.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                -- undo
                ALTER TABLE orders ALTER COLUMN state TYPE varchar(20);
                ANALYZE orders (state);
                """)
            .good("""
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                -- undo
                ALTER TABLE orders ADD CONSTRAINT short CHECK (length(state) <= 20) NOT VALID;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (step.isUndo() && action instanceof TableAction.SetType back && set(back, table, step)) {
            TypeName now = table.column(back.column())
                    .map(TableFacts.ColumnFacts::type)
                    .orElse(null);
            if (now != null
                    && TypeChange.of(table, back) == TypeChange.REWRITE
                    && TypeChange.between(back.type(), now) == TypeChange.NONE) {
                step.reportWork(
                        this,
                        table,
                        "The change of " + back.column() + " to " + now + " costs nothing, and the undo to "
                                + back.type() + " writes " + table + " anew.");
            }
        }
    }

    /** Whether a script of these has set the type of the column. */
    private static boolean set(TableAction.SetType back, TableFacts table, Step step) {
        return step.facts().done(table).stream()
                .filter(each -> !each.step().isUndo())
                .map(Done::command)
                .filter(Command.AlterTable.class::isInstance)
                .flatMap(each -> ((Command.AlterTable) each).actions().stream())
                .anyMatch(each ->
                        each instanceof TableAction.SetType set && set.column().equals(back.column()));
    }
}
