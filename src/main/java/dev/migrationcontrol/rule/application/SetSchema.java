package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A table moves to another schema. */
final class SetSchema extends ActionRule {
    private static final RuleText TEXT = RuleText.of("set-schema", Level.WARNING, "A table moves to another schema")
            .why("The application that runs now does not find it, unless its search path has the new " + "schema.")
            .instead("Make a view in the old schema in the same script, until nobody uses it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE SCHEMA sales;
                ALTER TABLE orders SET SCHEMA sales;
                """)
            .good("""
                CREATE SCHEMA sales;
                CREATE VIEW sales.orders AS SELECT * FROM orders;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetSchema set && !table.isNew() && !step.isUndo()) {
            step.report(this, "Whoever uses " + table + " has to find it in " + set.schema() + " from here on.");
        }
    }
}
