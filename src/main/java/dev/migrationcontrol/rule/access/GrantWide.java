package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import java.util.List;

/** A privilege is granted to everyone, or with the right to pass it on. */
final class GrantWide implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "grant-wide", Level.WARNING, "A privilege is granted to everyone, or with the right to pass it on")
            .why("TO PUBLIC reaches every role that ever connects, and WITH GRANT OPTION lets others "
                    + "grant it further.")
            .instead("Grant to the roles that need it.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("GRANT SELECT ON orders TO PUBLIC;")
            .good("GRANT SELECT ON orders TO pg_monitor;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Grant grant && !grant.revoke()) {
            boolean all = grant.grantees().contains("public")
                    && !grant.privileges().equals(List.of("USAGE"))
                    && !grant.privileges().equals(List.of("EXECUTE"));
            if (all || (grant.option() && !grant.membership())) {
                step.report(
                        this,
                        String.join(", ", grant.privileges()) + " is granted "
                                + (all ? "to every role." : "with the right to grant it to others."));
            }
        }
    }
}
