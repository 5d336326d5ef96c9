package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import java.util.LinkedHashMap;
import java.util.Map;

/** An index on an expression has no statistics. */
final class AnalyzeMissing implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "analyze-missing", Level.INFO, "An index on an expression has no statistics")
            .why("The server collects statistics of the expression at the next ANALYZE only; until then it "
                    + "guesses how many rows match, and may not use the index.")
            .instead("ANALYZE the table in a statement after it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE INDEX CONCURRENTLY orders_lower ON orders (lower(state));
                """)
            .good("""
                CREATE INDEX CONCURRENTLY orders_lower ON orders (lower(state));
                -- next script
                ANALYZE orders;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        Map<TableFacts, Done> open = new LinkedHashMap<>();
        for (Done done : facts.done()) {
            if (done.command() instanceof Command.CreateIndex create
                    && create.columns().contains(Command.CreateIndex.EXPRESSION)
                    && !done.step().isUndo()) {
                done.locks().keySet().forEach(table -> open.put(table, done));
            } else if (done.command() instanceof Command.Maintenance work
                    && !work.word().equals("CLUSTER")) {
                if (work.tables().isEmpty()) {
                    open.clear();
                }
                done.locks().keySet().forEach(open::remove);
            } else if (done.command() instanceof Command.Drop) {
                open.keySet().removeIf(table -> !facts.isThere(table.qualified()));
            }
        }
        open.forEach((table, done) -> {
            if (facts.isThere(table.qualified())) {
                done.step().reportLock(this, table, "No statement after it runs ANALYZE on " + table + ".");
            }
        });
    }
}
