package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import java.util.Locale;

/** A statement whose effect its text does not say. */
final class OpaqueStatement implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "opaque-statement", Level.INFO, "A statement whose effect its text does not say")
            .why("What DO, EXECUTE and CALL do is decided when they run, and what cannot be read is "
                    + "not judged: no other rule looks into it. A rehearsal shows it.")
            .instead("Write plain SQL where that is possible, and rehearse the plan.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("DO $$ BEGIN EXECUTE 'ALTER TABLE orders ADD COLUMN shipped date'; END $$;")
            .good("ALTER TABLE orders ADD COLUMN shipped date;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Opaque opaque && !step.isInBlock()) {
            boolean plain = opaque.reason().contains(" DO ")
                    && !step.sql().toUpperCase(Locale.ROOT).contains("EXECUTE");
            if (!plain || step.sql().length() > 100_000) {
                step.report(this, "The rules do not know what this statement does: " + opaque.reason() + ".");
            }
        }
    }
}
