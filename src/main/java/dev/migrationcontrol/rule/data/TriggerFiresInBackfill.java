package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import java.util.List;

/** A change of many rows fires triggers. */
final class TriggerFiresInBackfill implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "trigger-fires-in-backfill", Level.INFO, "A change of many rows fires triggers")
            .why("The triggers of the table run for every row: side effects, and time.")
            .instead("Look at what they do; where it is not wanted, disable them in the same transaction.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER stamped BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
                """)
            .bad("UPDATE orders SET state = 'new' WHERE state = 'old';")
            .good("UPDATE customers SET name = 'x' WHERE name = 'y';");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        ObjectName name = command instanceof Command.Update update
                ? update.table()
                : command instanceof Command.Delete delete ? delete.table() : null;
        if (name != null) {
            TableFacts table = step.table(name);
            List<String> triggers = table.relation().stream()
                    .flatMap(relation -> relation.triggers().stream())
                    .filter(each -> each.enabled() && !table.disabledTriggers().containsKey(each.name()))
                    .map(TargetRelation.Trigger::name)
                    .toList();
            if (!triggers.isEmpty() && !step.facts().isQuiet(table)) {
                step.report(
                        this,
                        "Triggers of " + table + " run for every row: " + String.join(", ", triggers) + ".",
                        By.CATALOGUE);
            }
        }
    }
}
