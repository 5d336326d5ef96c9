package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.TableFacts;

/** A trigger stays switched off. */
final class TriggerDisabled implements Rule {
    private static final RuleText TEXT = RuleText.of("trigger-disabled", Level.WARNING, "A trigger stays switched off")
            .why("What it does is not done any more, and nobody sees that.")
            .instead("Switch it on again in the same script, or drop it.")
            .setup("""
                CREATE TABLE fresh (id bigint PRIMARY KEY);
                CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER stamped BEFORE INSERT ON fresh FOR EACH ROW EXECUTE FUNCTION stamp();
                """)
            .bad("ALTER TABLE fresh DISABLE TRIGGER stamped;")
            .good("""
                ALTER TABLE fresh DISABLE TRIGGER stamped;
                ALTER TABLE fresh ENABLE TRIGGER stamped;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        for (TableFacts table : facts.tables()) {
            table.disabledTriggers().forEach((trigger, step) -> {
                if (!step.isUndo()) {
                    step.report(this, "The trigger " + trigger + " of " + table + " is off at the end.");
                }
            });
        }
    }
}
