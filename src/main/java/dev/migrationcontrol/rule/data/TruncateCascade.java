package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import java.util.List;

/** TRUNCATE … CASCADE empties other tables too. */
final class TruncateCascade implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "truncate-cascade", Level.ERROR, "TRUNCATE … CASCADE empties other tables too")
            .why("Every table that refers to the named one is emptied, whatever its foreign key says " + "of DELETE.")
            .instead("Name each table that is to be emptied.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers;
                CREATE INDEX orders_customer ON orders (customer);
                """)
            .bad("TRUNCATE customers CASCADE;")
            .good("""
                CREATE TABLE fresh (id bigint PRIMARY KEY);
                TRUNCATE fresh;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Truncate truncate && truncate.cascade() && !step.isUndo()) {
            for (ObjectName each : truncate.tables()) {
                TableFacts table = step.table(each);
                List<String> others = step.facts().tables().stream()
                        .filter(other -> !other.isNew() && other != table)
                        .filter(other -> other.constraints().stream()
                                .anyMatch(key -> table.qualified().equals(key.references())))
                        .map(TableFacts::toString)
                        .toList();
                boolean known = step.facts().target().isPresent();
                if (!table.isNew() && !(known && others.isEmpty())) {
                    step.report(
                            this,
                            "With " + table + " are emptied: "
                                    + (others.isEmpty() ? "all that refer to it" : String.join(", ", others)) + ".",
                            known ? By.CATALOGUE : By.TEXT);
                }
            }
        }
    }
}
