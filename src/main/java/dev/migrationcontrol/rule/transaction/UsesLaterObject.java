package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** A statement uses a table that a later one makes. */
final class UsesLaterObject implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "uses-later-object", Level.ERROR, "A statement uses a table that a later one makes")
            .why("It fails where the scripts run in this order, unless the table is there already; then "
                    + "the later CREATE TABLE fails.")
            .instead("Let the script that makes the table come first.")
            .bad("""
                ALTER TABLE parcels ADD COLUMN weight integer;
                -- next script
                CREATE TABLE parcels (id bigint PRIMARY KEY);
                """)
            .good("""
                CREATE TABLE parcels (id bigint PRIMARY KEY);
                -- next script
                ALTER TABLE parcels ADD COLUMN weight integer;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateTable create
                && !create.ifNotExists()
                && !create.temporary()
                && !step.isInBlock()) {
            Step user = step.facts().find(create.name()).map(TableFacts::usedBy).orElse(null);
            if (user != null && user.isUndo() == step.isUndo() && !mayBeDropped(user, step.facts())) {
                user.report(this, create.name() + " is used here, and " + step.place() + " makes it.");
            }
        }
    }

    /** Whether something between may have dropped the table that was used: a schema, or what a text does not say. */
    private static boolean mayBeDropped(Step user, Facts facts) {
        return facts.done().stream()
                .dropWhile(each -> each.step() != user)
                .map(Done::command)
                .anyMatch(each -> each instanceof Command.Opaque
                        || each instanceof Command.Select
                        || each instanceof Command.Rename
                        || (each instanceof Command.Drop drop && !drop.kind().equals("table")));
    }
}
