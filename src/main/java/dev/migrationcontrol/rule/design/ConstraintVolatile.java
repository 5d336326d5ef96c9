package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.Expression;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint;
import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A CHECK depends on the time or on chance. */
final class ConstraintVolatile implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "constraint-volatile", Level.WARNING, "A CHECK depends on the time or on chance")
            .why("It is checked when a row is written and never again: rows that were right become wrong, "
                    + "and a restored dump or a later VALIDATE fails on them.")
            .instead("Check it in the application or in a trigger, or compare with another column.")
            .bad("""
                CREATE TABLE parcels (id bigint PRIMARY KEY, sent date CHECK (sent <= current_date));
                """)
            .good("""
                CREATE TABLE parcels (id bigint PRIMARY KEY, ordered date, sent date CHECK (sent >= ordered));
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Pattern TIME =
            Pattern.compile("(?i)\\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\\b");
    private static final Set<String> CALLS = Set.of("now", "statement_timestamp", "transaction_timestamp");

    @Override
    public void judge(Command command, Step step) {
        Stream<TableConstraint> added = Stream.empty();
        if (command instanceof Command.CreateTable create) {
            added = Stream.concat(
                    create.constraints().stream(),
                    create.columns().stream().flatMap(each -> each.constraints().stream()));
        } else if (command instanceof Command.AlterTable alter) {
            added = alter.actions().stream().flatMap(ConstraintVolatile::added);
        }
        added.filter(each -> each.is(Kind.CHECK) && each.expression() != null)
                .filter(each -> varies(Objects.requireNonNull(each.expression()), step.facts()))
                .findFirst()
                .ifPresent(each -> step.report(
                        this,
                        "The CHECK ("
                                + Objects.requireNonNull(each.expression()).text()
                                + ") says something else at another time."));
    }

    private static Stream<TableConstraint> added(TableAction action) {
        return action instanceof TableAction.AddConstraint add
                ? Stream.of(add.constraint())
                : action instanceof TableAction.AddColumn add ? add.column().constraints().stream() : Stream.empty();
    }

    private static boolean varies(Expression check, Facts facts) {
        String withoutLiterals = check.text().replaceAll("'[^']*'", "''");
        return TIME.matcher(withoutLiterals).find()
                || check.calls().stream().anyMatch(each -> CALLS.contains(each) || facts.isVolatile(each));
    }
}
