package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** The autovacuum of a table is switched off. */
final class AutovacuumDisabled extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "autovacuum-disabled", Level.WARNING, "The autovacuum of a table is switched off")
            .why("Dead rows are never removed and statistics never renewed, until someone remembers.")
            .instead("Leave it on, and tune its limits.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("ALTER TABLE orders SET (autovacuum_enabled = false);")
            .good("ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.01);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetOptions options
                && options.text().replaceAll("[\\s']", "").matches("(?i).*autovacuum_enabled=(false|off|0).*")) {
            step.report(this, "The autovacuum of " + table + " is off.");
        }
    }
}
