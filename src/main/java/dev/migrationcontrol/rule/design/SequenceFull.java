package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TypeName;
import java.util.Map;

/** More than half of the numbers of a sequence are used. */
final class SequenceFull implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "sequence-full", Level.INFO, "More than half of the numbers of a sequence are used")
            .why("The sequence ends before the type of its column does. After its last number each INSERT " + "fails.")
            .instead("ALTER SEQUENCE … AS bigint: it changes the sequence alone, in a moment.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(20));
                CREATE SEQUENCE orders_number AS integer OWNED BY orders.id;
                SELECT setval('orders_number', 2000000000);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN shipped date;
                """)
            .good("""
                ALTER SEQUENCE orders_number AS bigint;
                ALTER TABLE orders ADD COLUMN shipped date;
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
            long room = type == null ? 0 : HIGHEST.getOrDefault(type.base(), Long.MAX_VALUE);
            long last = sequence.lastValue() == null ? 0 : sequence.lastValue();
            if (sequence.maxValue() < room && last > sequence.maxValue() / 2 && !isChanged(facts, sequence.name())) {
                touch.step()
                        .report(
                                this,
                                "The sequence " + sequence.name() + " of " + touch.table() + " ends at "
                                        + sequence.maxValue() + " and is at " + last + ".",
                                By.STATISTICS);
            }
        });
    }

    private static boolean isChanged(Facts facts, String sequence) {
        return facts.done().stream()
                .anyMatch(each -> each.command() instanceof Command.AlterOther other
                        && other.kind().equals("sequence")
                        && other.name() != null
                        && other.name().name().equals(sequence));
    }
}
