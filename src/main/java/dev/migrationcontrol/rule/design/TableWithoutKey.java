package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A new table has no primary key. */
final class TableWithoutKey implements Rule {
    private static final RuleText TEXT = RuleText.of("table-without-key", Level.OFF, "A new table has no primary key")
            .why("Its rows cannot be replicated one by one, and tools cannot name them.")
            .instead("Give it a primary key.")
            .bad("CREATE TABLE parcels (code text);")
            .good("CREATE TABLE parcels (code text PRIMARY KEY);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        for (TableFacts table : facts.tables()) {
            boolean key = table.constraints().stream().anyMatch(each -> each.kind() == Kind.PRIMARY_KEY);
            Step step = table.createdBy();
            if (step != null && table.isNew() && table.isKnown() && !table.isTemporary() && !key && !step.isUndo()) {
                step.report(this, table + " has no primary key.");
            }
        }
    }
}
