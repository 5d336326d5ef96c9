package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;

/** A command writes a table anew. */
final class RewriteCommand implements Rule {
    private static final RuleText TEXT = RuleText.of("rewrite-command", Level.WARNING, "A command writes a table anew")
            .why("CLUSTER, VACUUM FULL, SET LOGGED or UNLOGGED, SET TABLESPACE and SET ACCESS METHOD "
                    + "write the table anew under ACCESS EXCLUSIVE.")
            .instead("Do it when nobody works, or with a tool that copies the table online.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("ALTER TABLE orders SET UNLOGGED;")
            .good("VACUUM orders;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Maintenance work
                && (work.full() || work.word().equals("CLUSTER"))) {
            String what = work.full() ? "VACUUM FULL" : "CLUSTER";
            work.tables().stream().map(step::table).forEach(table -> tell(what, table, step));
        } else if (command instanceof Command.AlterTable alter && alter.kind().endsWith("table")) {
            alter.actions().stream()
                    .filter(TableAction.Rewrite.class::isInstance)
                    .map(TableAction.Rewrite.class::cast)
                    .forEach(action -> tell(action.how(), step.table(alter.name()), step));
        }
    }

    private void tell(String what, TableFacts table, Step step) {
        step.reportWork(this, table, what + " writes " + table + " anew under ACCESS EXCLUSIVE.");
    }
}
