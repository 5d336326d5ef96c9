package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;

/** Row security is switched on without a policy. */
final class RlsWithoutPolicy implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "rls-without-policy", Level.WARNING, "Row security is switched on without a policy")
            .why("Roles that are granted the table see no rows, and do not get an error.")
            .instead("Make the policies in the same script.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("ALTER TABLE orders ENABLE ROW LEVEL SECURITY;")
            .good("""
                ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
                CREATE POLICY everyone ON orders USING (true);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        for (TableFacts table : facts.tables()) {
            Step step = table.securedBy();
            if (step != null && !step.isUndo() && !table.hasPolicy()) {
                step.report(this, "No policy lets anybody but the owner see rows of " + table + ".");
            }
        }
    }
}
