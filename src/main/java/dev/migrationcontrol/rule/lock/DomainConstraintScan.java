package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import java.util.Optional;

/** A domain checks the values of all its columns. */
final class DomainConstraintScan implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "domain-constraint-scan", Level.WARNING, "A domain checks the values of all its columns")
            .why("Every table with a column of the domain is read whole while writes to it wait; "
                    + "VALIDATE does the same.")
            .instead("Put the constraint on the column, as NOT VALID, and validate it in a later script.")
            .setup("""
                CREATE DOMAIN amount AS integer;
                CREATE TABLE sales (id bigint PRIMARY KEY, paid amount);
                """)
            .bad("ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);")
            .good("""
                ALTER TABLE sales ADD CONSTRAINT positive CHECK (paid > 0) NOT VALID;
                -- next script
                ALTER TABLE sales VALIDATE CONSTRAINT positive;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.AlterDomain alter
                && ((alter.action().equals("ADD") && !alter.notValid())
                        || alter.action().equals("SET NOT NULL")
                        || alter.action().equals("VALIDATE"))
                && !step.facts().isNewObject("type", alter.name().name())) {
            Optional<TargetCatalogue.Type> type = step.facts().target().stream()
                    .flatMap(target -> target.types().stream())
                    .filter(each -> each.name().equals(alter.name().name()))
                    .findFirst();
            if (type.isEmpty() || !type.get().usedBy().isEmpty()) {
                step.report(
                        this,
                        "Every table with a column of " + alter.name() + " is read whole while writes to it wait.",
                        type.isEmpty() ? By.TEXT : By.CATALOGUE);
            }
        }
    }
}
