package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TypeName;
import java.util.Map;

/** More than half of the numbers of a key are used. */
final class IntKeyFull implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "int-key-full", Level.INFO, "More than half of the numbers of a key are used")
            .why("The key is an integer of four bytes or less, and its sequence has given more than half "
                    + "of its numbers. When they end, each INSERT fails; a change to bigint writes a table anew "
                    + "that is large by then.")
            .instead("Plan the change to bigint now: add a bigint column, keep it filled by a trigger, fill "
                    + "the old rows in batches, and swap.")
            .setup("""
                CREATE TABLE orders (id serial PRIMARY KEY, state varchar(20));
                SELECT setval('orders_id_seq', 2000000000);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN shipped date;
                """)
            .good("""
                ALTER TABLE orders ADD COLUMN shipped date, ADD COLUMN new_id bigint;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Map<String, Long> HIGHEST =
            Map.of("integer", (long) Integer.MAX_VALUE, "serial", (long) Integer.MAX_VALUE, "smallint", (long)
                    Short.MAX_VALUE);

    @Override
    public void finish(Facts facts) {
        Sequences.touched(facts).forEach((sequence, touch) -> {
            TypeName type = touch.table()
                    .column(touch.column())
                    .map(TableFacts.ColumnFacts::type)
                    .orElse(null);
            Long highest = type == null ? null : HIGHEST.get(type.base());
            long last = sequence.lastValue() == null ? 0 : sequence.lastValue();
            if (highest != null && last > highest / 2 && !isOnItsWay(facts, touch)) {
                touch.step()
                        .report(
                                this,
                                touch.column() + " of " + touch.table() + " has the type " + type + ", and "
                                        + last * 100 / highest + " % of its numbers are used.",
                                By.STATISTICS);
            }
        });
    }

    /** Whether the plan gives the table a column with more room. */
    private static boolean isOnItsWay(Facts facts, Sequences.Touch touch) {
        return facts.done(touch.table()).stream()
                .map(Done::command)
                .filter(Command.AlterTable.class::isInstance)
                .flatMap(each -> ((Command.AlterTable) each).actions().stream())
                .anyMatch(each -> each instanceof TableAction.AddColumn add
                        && add.column().type().base().equals("bigint"));
    }
}
