package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.TableFacts;

/** A key or a constraint is dropped. */
final class DropConstraint implements Rule {
    private static final RuleText TEXT = RuleText.of("drop-constraint", Level.INFO, "A key or a constraint is dropped")
            .why("Nothing keeps the rows as they have to be, and with a key its index goes, which "
                    + "queries may need.")
            .instead("Be sure that the application keeps the rules itself, and that no query needs the " + "index.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                ALTER TABLE orders ADD CONSTRAINT one_state UNIQUE (state);
                """)
            .bad("ALTER TABLE orders DROP CONSTRAINT one_state;")
            .good("""
                CREATE UNIQUE INDEX CONCURRENTLY states ON orders (state, total);
                -- next script
                ALTER TABLE orders DROP CONSTRAINT one_state;
                ALTER TABLE orders ADD CONSTRAINT one_state UNIQUE USING INDEX states;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        for (TableFacts table : facts.tables()) {
            table.droppedConstraints().forEach((name, step) -> {
                if (!table.isNew() && !step.isUndo() && table.constraint(name).isEmpty()) {
                    step.report(this, "The constraint " + name + " of " + table + " is gone.");
                }
            });
        }
    }
}
