package dev.migrationcontrol.rule.application;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Column;
import dev.migrationcontrol.statement.Command;
import java.util.List;

/** CREATE TABLE IF NOT EXISTS finds a table with other columns. */
final class IfNotExistsHides implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "if-not-exists-hides", Level.WARNING, "CREATE TABLE IF NOT EXISTS finds a table with other columns")
            .why("The statement does nothing and succeeds, and the table is not the one that the "
                    + "script describes.")
            .instead("Compare the table with the script, and change it by ALTER TABLE.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, shipped date);")
            .good("""
                CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateTable create
                && create.ifNotExists()
                && !create.columns().isEmpty()) {
            step.facts()
                    .find(create.name())
                    .filter(table -> table.relation().isPresent())
                    .ifPresent(table -> {
                        List<String> missing = create.columns().stream()
                                .map(Column::name)
                                .filter(each -> table.column(each).isEmpty())
                                .toList();
                        if (!missing.isEmpty()) {
                            step.report(
                                    this,
                                    table + " is there already, without " + String.join(", ", missing)
                                            + "; the statement does nothing.",
                                    By.CATALOGUE);
                        }
                    });
        }
    }
}
