package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.catalogue.TargetIndex;
import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.TableAction;
import java.util.List;
import java.util.regex.Pattern;

/** A change of type builds indexes again. */
final class TypeChangeIndexRebuild extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "type-change-index-rebuild", Level.WARNING, "A change of type builds indexes again")
            .why("The values stay as they are, but indexes on expressions and partial indexes that "
                    + "name the column are built again under ACCESS EXCLUSIVE.")
            .instead("Drop these indexes CONCURRENTLY before, and build them CONCURRENTLY after it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                CREATE INDEX orders_state ON orders (lower(state));
                """)
            .bad("""
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                """)
            .good("""
                DROP INDEX CONCURRENTLY orders_state;
                -- next script
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetType set && TypeChange.of(table, set) == TypeChange.NONE) {
            List<String> rebuilt = table.relation().stream()
                    .flatMap(relation -> relation.indexes().stream())
                    .filter(index -> index.partial() || index.hasExpression())
                    .filter(index -> index.definition().matches("(?s).*\\b" + Pattern.quote(set.column()) + "\\b.*"))
                    .map(TargetIndex::name)
                    .filter(index -> table.index(index).isPresent())
                    .toList();
            if (!rebuilt.isEmpty()) {
                step.reportWork(
                        this,
                        table,
                        "The indexes " + String.join(", ", rebuilt) + " are built again while " + table
                                + " is locked against reads and writes.",
                        By.CATALOGUE);
            }
        }
    }
}
