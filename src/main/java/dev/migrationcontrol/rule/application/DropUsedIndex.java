package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;

/** An index that is used is dropped. */
final class DropUsedIndex implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "drop-used-index", Level.WARNING, "An index that is used is dropped")
            .why("The statistics of the target say that queries use it; they get another plan.")
            .instead("Make the index that replaces it first, and watch the queries.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE INDEX orders_total ON orders (total);
                CREATE INDEX orders_state ON orders (state);
                SET enable_seqscan = off;
                SELECT FROM orders WHERE state = 'x';
                SELECT pg_stat_force_next_flush();
                """)
            .bad("DROP INDEX CONCURRENTLY orders_state;")
            .good("DROP INDEX CONCURRENTLY orders_total;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Drop drop && drop.kind().equals("index")) {
            for (ObjectName each : drop.names()) {
                step.facts()
                        .ofIndex(each)
                        .flatMap(TableFacts::relation)
                        .flatMap(relation -> relation.index(each.name()))
                        .filter(index -> index.scans() > 0)
                        .ifPresent(index -> step.report(
                                this,
                                "The index " + each + " was used " + index.scans()
                                        + " times since the statistics began.",
                                By.STATISTICS));
            }
        }
    }
}
