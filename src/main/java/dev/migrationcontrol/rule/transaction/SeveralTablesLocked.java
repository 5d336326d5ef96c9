package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import java.util.List;
import java.util.Map;

/** A transaction locks several tables. */
final class SeveralTablesLocked implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "several-tables-locked", Level.INFO, "A transaction locks several tables")
            .why("Each of them is locked until the last statement is done, and an application that "
                    + "takes them in another order may end in a deadlock.")
            .instead("Change one table in each script.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN shipped date;
                ALTER TABLE customers ADD COLUMN since date;
                """)
            .good("""
                ALTER TABLE orders ADD COLUMN shipped date;
                -- next script
                ALTER TABLE customers ADD COLUMN since date;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (!step.transaction().isOpen()
                || !(command instanceof Command.AlterTable alter)
                || !alter.kind().equals("table")) {
            return;
        }
        TableFacts table = step.table(alter.name());
        List<TableFacts> others = step.transaction().locks().entrySet().stream()
                .filter(each -> each.getValue().compareTo(LockMode.SHARE_ROW_EXCLUSIVE) >= 0)
                .map(Map.Entry::getKey)
                .filter(each -> step.facts().isThere(each) && !step.facts().isQuiet(each))
                .toList();
        if (!others.isEmpty() && !others.contains(table) && step.transaction().isFirstTime(id())) {
            step.reportLock(
                    this,
                    table,
                    "The transaction holds a strong lock on " + others.get(0) + " and takes one on " + table + ".");
        }
    }
}
