package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;

/** A script without a transaction cannot be repeated. */
final class NotRobust implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "not-robust", Level.INFO, "A script without a transaction cannot be repeated")
            .why("When a statement of it fails, those before it stay, and the second try fails at the "
                    + "first of them.")
            .instead("Write IF EXISTS or IF NOT EXISTS, or give each statement a script of its own.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                -- executeInTransaction=false
                CREATE TABLE parcels (id bigint PRIMARY KEY);
                VACUUM orders;
                """)
            .good("""
                -- executeInTransaction=false
                CREATE TABLE IF NOT EXISTS parcels (id bigint PRIMARY KEY);
                VACUUM orders;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (step.script().transactional()
                || step.script().statements().size() < 2
                || step.isInBlock()
                || step.isUndo()) {
            return;
        }
        boolean fails = (command instanceof Command.CreateTable create && !create.ifNotExists())
                || (command instanceof Command.Drop drop && !drop.ifExists())
                || (command instanceof Command.AlterTable alter
                        && alter.actions().stream()
                                .anyMatch(each -> each instanceof TableAction.AddColumn add && !add.ifNotExists()))
                || (command instanceof Command.CreateIndex index
                        && !index.ifNotExists()
                        && !step.facts().isNewObject("dropped index", String.valueOf(index.name())));
        if (fails) {
            step.report(
                    this, "A second try of this script fails here, and no transaction takes back what is before it.");
        }
    }
}
