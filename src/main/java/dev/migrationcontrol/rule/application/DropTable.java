package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import java.util.Optional;

/** A table is dropped. */
final class DropTable implements Rule {
    private static final RuleText TEXT = RuleText.of("drop-table", Level.WARNING, "A table is dropped")
            .why("The application that runs now fails if it still uses it, and its rows are gone.")
            .instead("Release an application that does not use it first, and drop it in a later release.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("DROP TABLE orders;")
            .good("""
                CREATE TABLE parcels (id bigint PRIMARY KEY);
                DROP TABLE parcels;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Drop drop && drop.kind().equals("table") && !step.isUndo()) {
            for (ObjectName each : drop.names()) {
                Optional<TableFacts> table = step.facts().find(each);
                boolean there = table.map(found -> !found.isNew() && !found.isTemporary())
                        .orElse(step.facts().target().isEmpty() && !drop.ifExists());
                if (there) {
                    step.report(this, "The rows of " + each + " are lost.");
                }
            }
        }
    }
}
