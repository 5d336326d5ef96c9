package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;

/** Row security is loosened. */
final class RlsChanged implements Rule {
    private static final RuleText TEXT = RuleText.of("rls-changed", Level.INFO, "Row security is loosened")
            .why("Without the policy, or without row security, roles see other rows than before.")
            .instead("Be sure that the roles may see them.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
                CREATE POLICY everyone ON orders USING (true);
                """)
            .bad("ALTER TABLE orders DISABLE ROW LEVEL SECURITY;")
            .good("ALTER TABLE orders FORCE ROW LEVEL SECURITY;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        boolean off = command instanceof Command.AlterTable alter
                && !step.table(alter.name()).isNew()
                && alter.actions().stream()
                        .anyMatch(each -> each instanceof TableAction.RowSecurity security
                                && (security.how().equals("DISABLE")
                                        || security.how().equals("NO FORCE")));
        boolean dropped = command instanceof Command.Drop drop
                && drop.kind().equals("policy")
                && drop.on() != null
                && !step.table(drop.on()).isNew();
        if ((off || dropped) && !step.isUndo()) {
            step.report(this, "Roles see other rows than before.");
        }
    }
}
