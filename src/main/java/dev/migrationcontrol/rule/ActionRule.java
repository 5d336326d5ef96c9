package dev.migrationcontrol.rule;

import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;

/** A rule on the actions of ALTER TABLE. */
public abstract class ActionRule implements Rule {
    @Override
    public final void judge(Command command, Step step) {
        if (command instanceof Command.AlterTable alter && alter.kind().endsWith("table")) {
            TableFacts table = step.table(alter.name());
            alter.actions().forEach(action -> judge(action, table, step));
        }
    }

    protected abstract void judge(TableAction action, TableFacts table, Step step);
}
