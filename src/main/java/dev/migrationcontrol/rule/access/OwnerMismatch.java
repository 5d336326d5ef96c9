package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;

/** The role of the service does not own the table. */
final class OwnerMismatch implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "owner-mismatch", Level.ERROR, "The role of the service does not own the table")
            .why("Only the owner, a member of its role or a superuser may alter or drop a table: the "
                    + "statement fails on the target, although a rehearsal may run it.")
            .instead("Grant the role of the owner to the role of the service, or let the owner run it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("ALTER TABLE orders ADD COLUMN shipped date;")
            .good("CREATE VIEW all_orders AS SELECT 1 AS one;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        ObjectName name =
                command instanceof Command.AlterTable alter && alter.kind().equals("table")
                        ? alter.name()
                        : command instanceof Command.Drop drop && drop.kind().equals("table")
                                ? drop.names().get(0)
                                : command instanceof Command.CreateIndex create ? create.table() : null;
        boolean superuser =
                step.facts().target().map(target -> target.server().superuser()).orElse(true);
        if (name != null && !superuser) {
            step.facts()
                    .find(name)
                    .flatMap(TableFacts::relation)
                    .filter(relation -> !relation.owned())
                    .ifPresent(relation -> step.report(
                            this,
                            relation.qualified() + " belongs to " + relation.owner() + ", and the service logs on as "
                                    + step.facts()
                                            .target()
                                            .map(target -> target.server().role())
                                            .orElse("another role") + ".",
                            By.CATALOGUE));
        }
    }
}
