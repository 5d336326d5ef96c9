package dev.migrationcontrol.rule.design;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;

/** An index begins another one. */
final class RedundantIndex implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "redundant-index", Level.OFF, "An index has the first columns of another one")
            .why("Every write keeps both, and queries need one of them alone.")
            .instead("Keep the longer one.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE INDEX orders_state_total ON orders (state, total);
                """)
            .bad("CREATE INDEX CONCURRENTLY orders_state ON orders (state);")
            .good("CREATE INDEX CONCURRENTLY orders_customer ON orders (customer);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateIndex create
                && !create.partial()
                && !create.unique()
                && create.method().equals("btree")) {
            TableFacts table = step.table(create.table());
            table.indexes().stream()
                    .filter(each -> !each.special()
                            && each.columns().size() >= create.columns().size()
                            && each.columns()
                                    .subList(0, create.columns().size())
                                    .equals(create.columns()))
                    .findFirst()
                    .ifPresent(
                            each -> step.report(this, "The index " + each.name() + " begins with the same columns."));
        }
    }
}
