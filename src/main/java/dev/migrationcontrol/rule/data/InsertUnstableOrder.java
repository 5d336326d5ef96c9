package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.statement.Command;

/** Which rows are inserted depends on chance. */
final class InsertUnstableOrder implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "insert-unstable-order", Level.INFO, "Which rows are inserted depends on chance")
            .why("LIMIT without ORDER BY takes whatever rows the plan finds first, and ORDER BY random() "
                    + "any: each database gets other rows, and a rehearsal proves nothing of them.")
            .instead("ORDER BY columns that are unique together.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE TABLE samples (id bigint PRIMARY KEY);
                """)
            .bad("""
                INSERT INTO samples (id) SELECT id FROM orders LIMIT 10;
                """)
            .good("""
                INSERT INTO samples (id) SELECT id FROM orders ORDER BY id LIMIT 10;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final int MOST_TOKENS = 5_000;

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Insert insert && insert.reads() && !step.isInBlock()) {
            Tokens tokens = Tokens.first(step.sql(), MOST_TOKENS);
            int order = tokens.find("ORDER", 0);
            boolean chance = order >= 0 && tokens.has(order + 2, "RANDOM") && tokens.hasSymbol(order + 3, '(');
            boolean unordered = order < 0 && tokens.find("LIMIT", 0) >= 0;
            if (chance || unordered) {
                step.report(
                        this,
                        "Which rows go into " + insert.table()
                                + (chance ? " is random." : " is not said: LIMIT has no ORDER BY."));
            }
        }
    }
}
