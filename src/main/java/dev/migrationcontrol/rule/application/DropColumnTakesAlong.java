package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import java.util.List;

/** A dropped column takes keys and indexes along. */
final class DropColumnTakesAlong extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "drop-column-takes-along", Level.WARNING, "Keys and indexes go with a dropped column")
            .why("A plain DROP COLUMN drops every key, index and statistics object that the column is "
                    + "part of, also those with other columns, and says nothing.")
            .instead("Drop each of them by name before, and make again what is still needed.")
            .setup("""
                CREATE TABLE marks (id bigint PRIMARY KEY, kind text, at date, note text);
                CREATE UNIQUE INDEX marks_at ON marks (kind, at);
                """)
            .bad("ALTER TABLE marks DROP COLUMN kind;")
            .good("ALTER TABLE marks ALTER COLUMN note SET DEFAULT '';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.DropColumn drop && !table.isNew() && !step.isUndo()) {
            List<String> taken = table.indexes().stream()
                    .filter(each -> each.columns().size() > 1 && each.columns().contains(drop.column()))
                    .map(TableFacts.IndexFacts::name)
                    .toList();
            if (!taken.isEmpty()) {
                step.report(
                        this,
                        "With " + drop.column() + " of " + table + " go, unasked: " + String.join(", ", taken) + ".",
                        table.relation().isPresent() ? By.CATALOGUE : By.TEXT);
            }
        }
    }
}
