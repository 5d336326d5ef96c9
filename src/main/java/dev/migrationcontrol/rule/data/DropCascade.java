package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;
import java.util.Set;

/** DROP … CASCADE drops what it does not name. */
final class DropCascade implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "drop-cascade", Level.WARNING, "DROP … CASCADE drops what it does not name")
            .why("Everything that depends on the object goes: views, foreign keys, functions, columns.")
            .instead("Drop each of them by name before.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE VIEW sums AS SELECT id, total FROM orders;
                """)
            .bad("DROP VIEW sums CASCADE;")
            .good("DROP VIEW sums;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        boolean cascades = (command instanceof Command.Drop drop && drop.cascade() && !isNew(drop, step))
                || (command instanceof Command.AlterTable alter
                        && !step.table(alter.name()).isNew()
                        && alter.actions().stream()
                                .anyMatch(each -> (each instanceof TableAction.DropColumn column && column.cascade())
                                        || (each instanceof TableAction.DropConstraint constraint
                                                && constraint.cascade())));
        if (cascades && !step.isUndo()) {
            step.report(this, "CASCADE drops whatever depends on it, which the script does not name.");
        }
    }

    private static boolean isNew(Command.Drop drop, Step step) {
        boolean relation = Set.of("table", "view", "materialized view").contains(drop.kind());
        return drop.kind().equals("schema")
                || drop.names().stream()
                        .allMatch(each -> relation
                                ? step.facts()
                                        .find(each)
                                        .map(TableFacts::isNew)
                                        .orElse(step.facts().target().isPresent() || drop.ifExists())
                                : step.facts().isNewObject(drop.kind(), each.name()));
    }
}
