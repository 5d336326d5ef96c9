package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.statement.Command;
import java.util.Set;

/** A password is in a script. */
final class SecretInSql implements Rule {
    private static final RuleText TEXT = RuleText.of("secret-in-sql", Level.WARNING, "A password is in a script")
            .why("It stays in the repository, and the server may write it to its log.")
            .instead("Use a placeholder whose value is a secret of the service, or set the password "
                    + "outside of migrations.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE ROLE mailer_of_the_shop LOGIN PASSWORD 'hunter2';
                -- next script
                DROP ROLE mailer_of_the_shop;
                """)
            .good("CREATE SCHEMA mail;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        boolean role = (command instanceof Command.CreateOther create
                        && Set.of("role", "user").contains(create.kind()))
                || (command instanceof Command.AlterOther alter
                        && Set.of("role", "user").contains(alter.kind()));
        if (role) {
            Tokens tokens = Tokens.first(step.sql(), 500);
            for (int i = 0; i < tokens.size() - 1; i++) {
                boolean literal = tokens.has(i, "PASSWORD")
                        && tokens.between(i + 1, i + 2).literals().size() == 1;
                if (literal && !tokens.value(i + 1).isEmpty()) {
                    step.report(this, "A password is written in the script.");
                }
            }
        }
    }
}
