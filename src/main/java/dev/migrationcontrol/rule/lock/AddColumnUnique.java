package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A new column is unique. */
final class AddColumnUnique extends ActionRule {
    private static final RuleText TEXT = RuleText.of("add-column-unique", Level.WARNING, "A new column is unique")
            .why("The index is built under ACCESS EXCLUSIVE, which blocks reads and writes.")
            .instead("Add the column, build a unique index CONCURRENTLY in a script of its own, and make "
                    + "it a constraint by USING INDEX.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders ADD COLUMN code text UNIQUE;")
            .good("""
                ALTER TABLE orders ADD COLUMN code text;
                -- next script
                CREATE UNIQUE INDEX CONCURRENTLY orders_code ON orders (code);
                -- next script
                ALTER TABLE orders ADD CONSTRAINT orders_code UNIQUE USING INDEX orders_code;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.AddColumn add
                && (add.column().has(Kind.UNIQUE) || add.column().has(Kind.PRIMARY_KEY))) {
            step.reportWork(
                    this,
                    table,
                    "An index on the new column " + add.column().name() + " is built while " + table
                            + " is locked against reads and writes.");
        }
    }
}
