package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TransactionFacts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Two scripts lock the same tables in opposite orders. */
final class LockOrder implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "lock-order", Level.INFO, "Two scripts lock the same tables in opposite orders")
            .why("Each holds its locks until its transaction ends. An application that uses both tables in "
                    + "one transaction meets one of the two scripts in the opposite order, and that may end "
                    + "in a deadlock.")
            .instead("Let every script lock these tables in the same order, or change one table in each " + "script.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                LOCK TABLE customers, orders IN SHARE ROW EXCLUSIVE MODE;
                -- next script
                LOCK TABLE orders, customers IN SHARE ROW EXCLUSIVE MODE;
                """)
            .good("""
                LOCK TABLE customers, orders IN SHARE ROW EXCLUSIVE MODE;
                -- next script
                LOCK TABLE customers, orders IN SHARE ROW EXCLUSIVE MODE;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final int MOST_TABLES = 50;

    private record Pair(TableFacts first, TableFacts second) {}

    @Override
    public void finish(Facts facts) {
        Map<TransactionFacts, Map<TableFacts, Step>> locked = new LinkedHashMap<>();
        for (Done done : facts.done()) {
            if (done.step().transaction().isOpen()) {
                Map<TableFacts, Step> tables =
                        locked.computeIfAbsent(done.step().transaction(), key -> new LinkedHashMap<>());
                done.locks().forEach((table, mode) -> {
                    if (mode.compareTo(LockMode.SHARE_ROW_EXCLUSIVE) >= 0
                            && !facts.isQuiet(table)
                            && tables.size() < MOST_TABLES) {
                        tables.putIfAbsent(table, done.step());
                    }
                });
            }
        }
        Map<Pair, Step> orders = new HashMap<>();
        locked.values().forEach(tables -> compare(tables, orders));
    }

    private void compare(Map<TableFacts, Step> tables, Map<Pair, Step> orders) {
        List<TableFacts> all = List.copyOf(tables.keySet());
        boolean said = false;
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Step step = Objects.requireNonNull(tables.get(all.get(j)));
                Step opposite = orders.get(new Pair(all.get(j), all.get(i)));
                if (opposite != null && !said) {
                    said = true;
                    step.report(
                            this,
                            "This transaction locks " + all.get(i) + " and then " + all.get(j) + "; " + opposite.place()
                                    + " does it in the opposite order.");
                }
                orders.putIfAbsent(new Pair(all.get(i), all.get(j)), step);
            }
        }
    }
}
