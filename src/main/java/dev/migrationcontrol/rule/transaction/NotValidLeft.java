package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import java.util.Locale;

/** A constraint stays NOT VALID. */
final class NotValidLeft implements Rule {
    private static final RuleText TEXT = RuleText.of("not-valid-left", Level.INFO, "A constraint stays NOT VALID")
            .why("It is not enforced for the old rows, and PostgreSQL does not believe it.")
            .instead("VALIDATE CONSTRAINT in a later script.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;")
            .good("""
                ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT positive;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        for (TableFacts table : facts.tables()) {
            for (TableFacts.ConstraintFacts each : table.constraints()) {
                Step added = each.addedBy();
                if (added != null
                        && !each.validated()
                        && !added.isUndo()
                        && !added.sql().toUpperCase(Locale.ROOT).contains("ENFORCED")) {
                    added.report(this, "No script of these validates " + each.name() + " of " + table + ".");
                }
            }
        }
    }
}
