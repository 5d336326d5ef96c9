package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** A table is filled with a query as it is made. */
final class CreateTableAs implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "create-table-as", Level.INFO, "A table is filled with a query as it is made")
            .why("The rows are copied inside of the migration: it takes as long as the copy, and "
                    + "writes all of it to the write-ahead log.")
            .instead("Make the table WITH NO DATA, and fill it in batches.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("CREATE TABLE copies AS SELECT * FROM orders;")
            .good("CREATE TABLE copies AS SELECT * FROM orders WITH NO DATA;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.CreateTable create
                && create.fromQuery()
                && create.withData()
                && !create.temporary()) {
            step.report(this, "The rows of a query are copied into " + create.name() + " inside of the migration.");
        }
    }
}
