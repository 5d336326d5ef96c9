package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.statement.Command;
import java.util.Map;

/** The server is too old for a statement. */
final class NewerThanServer implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "newer-than-server", Level.ERROR, "The server is too old for a statement")
            .why("The version of the target lacks the syntax, although a newer server would run it.")
            .instead("Write it as the version of the target has it, or upgrade the server first.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN twice integer GENERATED ALWAYS AS (total * 2) VIRTUAL;
                """)
            .good("CREATE VIEW doubled AS SELECT total * 2 AS twice FROM orders;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        int major = step.facts().major();
        if (major == 0 || step.isInBlock() || command instanceof Command.CreateRoutine) {
            return;
        }
        Tokens tokens = Tokens.first(step.sql(), 5_000);
        FORMS.forEach((words, since) -> {
            if (major < since && tokens.holds(words.split(" "))) {
                step.report(
                        this,
                        words + " needs PostgreSQL " + since + ", and the target has " + major + ".",
                        By.CATALOGUE);
            }
        });
    }

    private static final Map<String, Integer> FORMS = Map.of(
            "VIRTUAL",
            18,
            "NOT ENFORCED",
            18,
            "WITHOUT OVERLAPS",
            18,
            "SET EXPRESSION",
            17,
            "NULLS NOT DISTINCT",
            15,
            "MERGE INTO",
            15,
            "DETACH PARTITION CONCURRENTLY",
            14);
}
