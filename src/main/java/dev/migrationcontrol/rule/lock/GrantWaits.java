package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A GRANT waits for the table without a limit. */
final class GrantWaits implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "grant-waits", Level.INFO, "A GRANT waits for the table without a limit")
            .since(18)
            .why("Since PostgreSQL 18 GRANT and REVOKE lock the table by ACCESS SHARE, so they wait for "
                    + "whoever holds ACCESS EXCLUSIVE, and the locks of their transaction are held all that "
                    + "time.")
            .instead("Leave the limit that the service sets, or SET LOCAL lock_timeout to another one.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                SET LOCAL lock_timeout = 0;
                GRANT SELECT ON orders TO pg_monitor;
                """)
            .good("""
                SET LOCAL lock_timeout = '2s';
                GRANT SELECT ON orders TO pg_monitor;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Grant grant
                && step.facts().major() > 0
                && step.facts().setting("lock_timeout").matches("'?0\\w*'?")) {
            grant.objects().stream()
                    .filter(each -> grant.kind().equals("table"))
                    .flatMap(each -> step.facts().find(each).stream())
                    .filter(each -> !each.isNew())
                    .findFirst()
                    .ifPresent(table -> step.report(
                            this, "It waits without a limit for whoever holds ACCESS EXCLUSIVE on " + table + "."));
        }
    }
}
