package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A change of type checks a constraint again. */
final class TypeChangeCheck extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "type-change-check", Level.WARNING, "A change of type checks a constraint again")
            .why("A CHECK on the column is checked for every row under ACCESS EXCLUSIVE.")
            .instead("Drop the constraint before, add it again as NOT VALID, and validate it in a later " + "script.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                ALTER TABLE orders ADD CONSTRAINT known CHECK (state <> '');
                """)
            .bad("""
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ANALYZE orders (state);
                """)
            .good("""
                ALTER TABLE orders DROP CONSTRAINT known;
                ALTER TABLE orders ALTER COLUMN state TYPE text;
                ALTER TABLE orders ADD CONSTRAINT known CHECK (state <> '') NOT VALID;
                ANALYZE orders (state);
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT known;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetType set && TypeChange.of(table, set) == TypeChange.NONE) {
            table.constraints().stream()
                    .filter(each -> each.kind() == Kind.CHECK && each.columns().contains(set.column()))
                    .findFirst()
                    .ifPresent(check -> step.reportWork(
                            this,
                            table,
                            "The CHECK " + check.name() + " is checked again for every row of " + table
                                    + ", which is locked against reads and writes."));
        }
    }
}
