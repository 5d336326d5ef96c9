package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.Work;
import dev.migrationcontrol.statement.Command;
import java.util.List;
import java.util.Map;

/** A transaction holds ACCESS EXCLUSIVE while it does other work. */
final class WorkAfterExclusive implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "work-after-exclusive", Level.WARNING, "A transaction works on while it holds ACCESS EXCLUSIVE")
            .why("The lock stays until the transaction ends, so nobody reads or writes the locked table "
                    + "while the later statement does its work.")
            .instead("Put the work into a script of its own, before or after this one.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN shipped date;
                UPDATE customers SET name = 'unknown' WHERE name IS NULL;
                """)
            .good("""
                ALTER TABLE orders ADD COLUMN shipped date;
                -- next script
                UPDATE customers SET name = 'unknown' WHERE name IS NULL;
                """);

    private static final int MOST_NAMED = 3;

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (!step.transaction().isOpen()
                || step.transaction().exclusive().isEmpty()
                || step.transaction().hasReported(id())) {
            return;
        }
        List<TableFacts> worked = Work.tables(command, step);
        if (worked.isEmpty()) {
            return;
        }
        boolean rows = command instanceof Command.Update || command instanceof Command.Delete;
        boolean alters = command instanceof Command.AlterTable;
        List<String> held = step.transaction().exclusive().entrySet().stream()
                .filter(each -> each.getValue() != step.number())
                .map(Map.Entry::getKey)
                // Rows of the locked table are ddl-and-data; a second ALTER TABLE of it needs a lock of its own.
                .filter(each -> !(rows || alters) || !worked.contains(each))
                .filter(each -> step.facts().isThere(each) && !step.facts().isQuiet(each))
                .map(TableFacts::toString)
                .toList();
        if (!held.isEmpty() && step.transaction().isFirstTime(id())) {
            step.report(
                    this,
                    "ACCESS EXCLUSIVE on " + String.join(", ", held.subList(0, Math.min(MOST_NAMED, held.size())))
                            + (held.size() > MOST_NAMED ? " and others" : "")
                            + ", taken before, is held while this statement works on " + worked.get(0) + ".",
                    step.measurement().isPresent() ? By.MEASURED : By.TEXT);
        }
    }
}
