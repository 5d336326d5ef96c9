package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import java.util.Map;

/** A change of type forgets the statistics of the column. */
final class TypeChangeStatistics implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "type-change-statistics", Level.INFO, "A change of type forgets the statistics of the column")
            .why("The rows of the column in pg_stats vanish, also where no value changes, and the "
                    + "planner guesses until the next ANALYZE.")
            .instead("Run ANALYZE on the table right after it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ALTER COLUMN state TYPE text;")
            .good("""
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        changed(facts).forEach((table, step) -> {
            if (!facts.isQuiet(table)) {
                step.report(this, "The statistics of " + table + " are lost for a column that gets another type.");
            }
        });
    }

    private static Map<TableFacts, Step> changed(Facts facts) {
        return facts.withoutStatistics();
    }
}
