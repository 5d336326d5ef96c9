package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A UNIQUE constraint builds its index. */
final class UniqueWithoutIndex extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "unique-without-index", Level.WARNING, "A UNIQUE constraint builds its index")
            .why("The index is built under ACCESS EXCLUSIVE, which blocks reads and writes.")
            .instead("Build a unique index CONCURRENTLY in a script of its own, and make it a constraint "
                    + "by USING INDEX.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD CONSTRAINT one_state UNIQUE (state);")
            .good("""
                CREATE UNIQUE INDEX CONCURRENTLY one_state ON orders (state);
                -- next script
                ALTER TABLE orders ADD CONSTRAINT one_state UNIQUE USING INDEX one_state;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.UNIQUE)
                && add.constraint().usingIndex() == null) {
            step.reportWork(this, table, "An index is built while " + table + " is locked against reads and writes.");
        }
    }
}
