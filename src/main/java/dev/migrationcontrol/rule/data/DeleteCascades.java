package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.catalogue.TargetConstraint;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import java.util.List;

/** A DELETE also deletes rows of other tables. */
final class DeleteCascades implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "delete-cascades", Level.WARNING, "A DELETE takes rows of other tables along")
            .why("Foreign keys with ON DELETE CASCADE delete the rows that refer to those that go; "
                    + "without an index on their columns each row is a scan of the whole table.")
            .instead("Build the indexes first, and delete in batches.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers ON DELETE CASCADE;
                CREATE INDEX orders_customer ON orders (customer);
                """)
            .bad("DELETE FROM customers WHERE name = 'x';")
            .good("DELETE FROM orders WHERE id = 1;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Delete delete) {
            TableFacts table = step.table(delete.table());
            List<String> others = step.facts().target().isEmpty()
                            || table.relation().isEmpty()
                    ? List.of()
                    : step.facts().target().get().referencing(table.relation().get()).stream()
                            .filter(key -> key.onDelete().equals("c"))
                            .map(TargetConstraint::table)
                            .distinct()
                            .toList();
            if (!others.isEmpty()) {
                step.report(this, "Rows of " + String.join(", ", others) + " are deleted as well.", By.CATALOGUE);
            }
        }
    }
}
