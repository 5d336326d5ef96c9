package dev.migrationcontrol.rule.data;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A foreign key has no index on its columns. */
final class ForeignKeyWithoutIndex implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "foreign-key-without-index", Level.INFO, "A foreign key has no index on its columns")
            .why("Each DELETE and each change of a key in the referenced table reads the whole " + "referencing table.")
            .instead("CREATE INDEX CONCURRENTLY on the columns, before the foreign key.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                ALTER TABLE orders ADD CONSTRAINT known FOREIGN KEY (customer) REFERENCES customers NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT known;
                """)
            .good("""
                CREATE INDEX CONCURRENTLY orders_customer ON orders (customer);
                -- next script
                ALTER TABLE orders ADD CONSTRAINT known FOREIGN KEY (customer) REFERENCES customers NOT VALID;
                -- next script
                ALTER TABLE orders VALIDATE CONSTRAINT known;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void finish(Facts facts) {
        for (TableFacts table : facts.tables()) {
            for (TableFacts.ConstraintFacts each : table.constraints()) {
                Step added = each.addedBy();
                boolean led = table.indexes().stream()
                        .anyMatch(index ->
                                index.columns().size() >= each.columns().size()
                                        && index.columns()
                                                .subList(0, each.columns().size())
                                                .containsAll(each.columns()));
                if (added != null
                        && each.kind() == Kind.FOREIGN_KEY
                        && !added.isUndo()
                        && !led
                        && !each.columns().isEmpty()
                        && (table.isNew() || (table.relation().isPresent() && !facts.isQuiet(table)))) {
                    added.report(
                            this, "No index of " + table + " begins with " + String.join(", ", each.columns()) + ".");
                }
            }
        }
    }
}
