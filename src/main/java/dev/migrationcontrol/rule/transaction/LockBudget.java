package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three scripts or more lock the same table. */
final class LockBudget implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "lock-budget", Level.INFO, "Three scripts or more lock the same table")
            .why("Each script waits for its lock and blocks the table anew, and each of them is another "
                    + "moment in which the application notices it.")
            .instead("Do in one script what can be done under one lock.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN shipped date;
                -- next script
                ALTER TABLE orders ADD COLUMN paid date;
                -- next script
                ALTER TABLE orders ADD COLUMN returned date;
                """)
            .good("""
                ALTER TABLE orders ADD COLUMN shipped date, ADD COLUMN paid date, ADD COLUMN returned date;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final int MANY = 3;

    @Override
    public void finish(Facts facts) {
        Map<TableFacts, Map<String, Step>> scripts = new LinkedHashMap<>();
        for (Done done : facts.done()) {
            if (!done.step().isUndo()) {
                done.locks().forEach((table, mode) -> {
                    if (mode.blocksWrites() && !facts.isQuiet(table)) {
                        scripts.computeIfAbsent(table, key -> new LinkedHashMap<>())
                                .putIfAbsent(done.step().script().name(), done.step());
                    }
                });
            }
        }
        scripts.forEach((table, steps) -> {
            if (steps.size() >= MANY) {
                Step last = List.copyOf(steps.values()).get(steps.size() - 1);
                last.reportLock(
                        this,
                        table,
                        steps.size() + " scripts block writes to " + table + ", this one and "
                                + steps.keySet().stream().limit(MANY - 1).collect(Collectors.joining(", "))
                                + (steps.size() > MANY ? " among them." : "."));
            }
        });
    }
}
