package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import java.util.Set;

/** A statement reaches beyond its database. */
final class RoleClusterWide implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "role-cluster-wide", Level.WARNING, "A statement reaches beyond its database")
            .why("Roles, tablespaces and settings of the system belong to the whole server: other "
                    + "databases get the change too, and a rehearsal on a shared server would make it.")
            .instead("Let those who run the server do it, outside of migrations.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE ROLE reporting_of_the_shop;
                -- next script
                DROP ROLE reporting_of_the_shop;
                """)
            .good("CREATE SCHEMA reporting;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        String kind = command instanceof Command.CreateOther create
                ? create.kind()
                : command instanceof Command.AlterOther alter
                        ? alter.kind()
                        : command instanceof Command.Drop drop ? drop.kind() : "";
        if (Set.of("role", "user", "group", "tablespace", "system", "database").contains(kind) && !step.isUndo()) {
            boolean own = kind.equals("database") && command instanceof Command.AlterOther;
            if (!own) {
                step.report(this, "A " + kind + " belongs to the whole server, not to this database.");
            }
        }
    }
}
