package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A column is dropped. */
final class DropColumn extends ActionRule {
    private static final RuleText TEXT = RuleText.of("drop-column", Level.WARNING, "A column is dropped")
            .why("The application that runs now fails if it still names the column, and its values are " + "gone.")
            .instead("Release an application that does not use it first, and drop it in a later release.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20) NOT NULL, total integer);
                """)
            .bad("ALTER TABLE orders DROP COLUMN state;")
            .good("ALTER TABLE orders ALTER COLUMN state SET DEFAULT '';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.DropColumn drop && !table.isNew() && !table.isTemporary() && !step.isUndo()) {
            boolean known = table.relation().isPresent() || table.isKnown();
            if (!(drop.ifExists()
                    && known
                    && table.relation().isPresent()
                    && table.column(drop.column()).isEmpty())) {
                boolean computed = table.column(drop.column())
                        .map(column -> !column.generated().isEmpty())
                        .orElse(false);
                step.report(
                        this,
                        computed
                                ? drop.column() + " of " + table + " is not there any more."
                                : "The values of " + drop.column() + " of " + table + " are lost.");
            }
        }
    }
}
