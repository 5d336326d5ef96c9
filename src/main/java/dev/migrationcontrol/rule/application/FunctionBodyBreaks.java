package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import java.util.regex.Pattern;

/** The body of a function names what is dropped or renamed. */
final class FunctionBodyBreaks extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "function-body-breaks", Level.WARNING, "The body of a function names what is dropped or renamed")
            .why("PostgreSQL does not look into the bodies of functions: the next call fails.")
            .instead("Replace the function in the same script.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE FUNCTION turnover() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT sum(total) FROM orders); END';
                """)
            .bad("ALTER TABLE orders DROP COLUMN total;")
            .good("""
                CREATE OR REPLACE FUNCTION turnover() RETURNS bigint LANGUAGE plpgsql
                    AS 'BEGIN RETURN (SELECT count(*) FROM orders); END';
                ALTER TABLE orders DROP COLUMN state;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        String column = action instanceof TableAction.DropColumn drop
                ? drop.column()
                : action instanceof TableAction.RenameColumn rename ? rename.from() : null;
        if (column != null && table.relation().isPresent()) {
            step.facts().target().stream()
                    .flatMap(target -> target.routines().stream())
                    .filter(each -> names(each.body(), table.name()) && names(each.body(), column))
                    .filter(each -> !step.facts().isNewObject("function", each.name()))
                    .findFirst()
                    .ifPresent(each -> step.report(
                            this,
                            "The body of " + each.name() + "() names " + table.name() + " and " + column + ".",
                            By.CATALOGUE));
        }
    }

    private static boolean names(String body, String word) {
        return body.length() < 100_000
                && Pattern.compile("(?i)\\b" + Pattern.quote(word) + "\\b")
                        .matcher(body)
                        .find();
    }
}
