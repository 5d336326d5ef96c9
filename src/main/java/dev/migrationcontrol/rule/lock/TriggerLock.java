package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;

/** A trigger is made, dropped or switched. */
final class TriggerLock implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "trigger-lock", Level.INFO, "A trigger is made, dropped or switched")
            .why("Making and switching one blocks writes by SHARE ROW EXCLUSIVE, dropping one blocks "
                    + "reads as well: for a moment, but until the transaction ends.")
            .instead("Do it in a short script of its own.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                """)
            .bad("""
                CREATE TRIGGER stamped BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
                """)
            .good("""
                CREATE TABLE stamped (id bigint PRIMARY KEY);
                CREATE TRIGGER stamped BEFORE UPDATE ON stamped FOR EACH ROW EXECUTE FUNCTION stamp();
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateTrigger create) {
            TableFacts table = step.table(create.table());
            step.reportLock(this, table, "CREATE TRIGGER blocks writes to " + table + " until the transaction ends.");
        } else if (command instanceof Command.Drop drop && drop.kind().equals("trigger") && drop.on() != null) {
            TableFacts table = step.table(drop.on());
            step.reportLock(
                    this, table, "DROP TRIGGER blocks reads and writes of " + table + " until the transaction ends.");
        } else if (command instanceof Command.AlterTable alter
                && alter.actions().stream().anyMatch(TableAction.SwitchTrigger.class::isInstance)) {
            TableFacts table = step.table(alter.name());
            step.reportLock(
                    this, table, "Switching a trigger blocks writes to " + table + " until the transaction ends.");
        }
    }
}
