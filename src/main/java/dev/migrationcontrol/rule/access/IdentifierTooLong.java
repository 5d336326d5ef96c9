package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.statement.Command;
import java.nio.charset.StandardCharsets;

/** A name is longer than PostgreSQL keeps. */
final class IdentifierTooLong implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "identifier-too-long", Level.WARNING, "A name is longer than PostgreSQL keeps")
            .why("The server cuts a name after 63 bytes, and says so in a notice alone: two long names "
                    + "may become the same.")
            .instead("Write a shorter name.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE INDEX CONCURRENTLY a_name_that_is_much_longer_than_the_sixty_three_bytes_that_postgresql_keeps ON orders (total);
                """)
            .good("CREATE INDEX CONCURRENTLY orders_total ON orders (total);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Opaque || command instanceof Command.CreateRoutine || step.isInBlock()) {
            return;
        }
        if (command instanceof Command.CreateTable
                || command instanceof Command.CreateIndex
                || command instanceof Command.AlterTable) {
            Tokens tokens = Tokens.first(step.sql(), 5_000);
            tokens.all().stream()
                    .filter(each -> each.kind() == Token.Kind.WORD || each.kind() == Token.Kind.QUOTED_IDENTIFIER)
                    .map(each -> each.in(tokens.text()))
                    .filter(each -> each.replace("\"", "").getBytes(StandardCharsets.UTF_8).length > 63)
                    .findFirst()
                    .ifPresent(each -> step.report(this, "The name " + each + " is cut after 63 bytes."));
        }
    }
}
