package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;

/** A table gets another name. */
final class RenameTable implements Rule {
    private static final RuleText TEXT = RuleText.of("rename-table", Level.WARNING, "A table gets another name")
            .why("The application that runs now fails at its next statement. Indexes, keys and "
                    + "sequences keep their old names.")
            .instead("Rename it, and make a view of the old name in the same script, until nobody uses it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("ALTER TABLE orders RENAME TO purchases;")
            .good("""
                ALTER TABLE orders RENAME TO purchases;
                CREATE VIEW orders AS SELECT * FROM purchases;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        facts.renamed().forEach((name, step) -> {
            if (!facts.isThere(name) && !step.isUndo()) {
                step.report(this, "Whoever uses " + name + " fails: nothing has this name at the end.");
            }
        });
    }
}
