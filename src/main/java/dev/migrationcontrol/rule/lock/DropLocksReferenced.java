package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;
import org.jspecify.annotations.Nullable;

/** Dropping a table or a foreign key locks the table that it refers to. */
final class DropLocksReferenced implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "drop-locks-referenced",
                    Level.WARNING,
                    "Dropping a table or a foreign key locks the table that it refers to")
            .why("ACCESS EXCLUSIVE is taken on the referenced table as well, which the statement does " + "not name.")
            .instead("Drop the foreign key in a short script of its own before.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers, state text);
                """)
            .bad("DROP TABLE orders;")
            .good("ALTER TABLE orders ALTER COLUMN state SET DEFAULT '';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Drop drop && drop.kind().equals("table")) {
            drop.names().stream()
                    .flatMap(each -> step.facts().find(each).stream())
                    .filter(each -> !each.isNew())
                    .forEach(each -> tell(each, null, step));
        } else if (command instanceof Command.AlterTable alter && alter.kind().equals("table")) {
            TableFacts table = step.table(alter.name());
            for (TableAction action : alter.actions()) {
                if (action instanceof TableAction.DropConstraint constraint) {
                    tell(table, each -> each.name().equals(constraint.name()), step);
                } else if (action instanceof TableAction.DropColumn column) {
                    tell(table, each -> each.columns().contains(column.column()), step);
                }
            }
        }
    }

    private void tell(
            TableFacts table, java.util.function.@Nullable Predicate<TableFacts.ConstraintFacts> wanted, Step step) {
        for (TableFacts.ConstraintFacts each : table.constraints()) {
            if (each.references() != null && (wanted == null || wanted.test(each))) {
                step.facts().tables().stream()
                        .filter(other -> other.qualified().equals(each.references()) && other != table)
                        .forEach(other -> step.reportLock(
                                this,
                                other,
                                "The foreign key " + each.name() + " goes with it, so ACCESS EXCLUSIVE is taken on "
                                        + other + " as well."));
            }
        }
    }
}
