package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A foreign key of a partitioned table is added as NOT VALID. */
final class ForeignKeyPartitioned extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "foreign-key-partitioned",
                    Level.ERROR,
                    "A foreign key of a partitioned table is added as NOT VALID")
            .why("PostgreSQL before 18 refuses it: only the partitions can have a foreign key that is not "
                    + "validated yet.")
            .instead("Add it to each partition as NOT VALID and validate it there; then add it to the "
                    + "partitioned table, which takes over those of its partitions.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE events (at date NOT NULL, customer bigint) PARTITION BY RANGE (at);
                CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE INDEX events_customer ON events (customer);
                """)
            .bad("""
                ALTER TABLE events ADD CONSTRAINT customer_exists FOREIGN KEY (customer) REFERENCES customers NOT VALID;
                -- next script
                ALTER TABLE events VALIDATE CONSTRAINT customer_exists;
                """)
            .good("""
                ALTER TABLE events_2026 ADD CONSTRAINT customer_exists FOREIGN KEY (customer) REFERENCES customers NOT VALID;
                -- next script
                ALTER TABLE events_2026 VALIDATE CONSTRAINT customer_exists;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final int ALLOWED_SINCE = 18;

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        int major = step.facts().major();
        if (action instanceof TableAction.AddConstraint add
                && add.constraint().is(Kind.FOREIGN_KEY)
                && add.constraint().notValid()
                && table.isPartitioned()
                && major > 0
                && major < ALLOWED_SINCE) {
            step.report(
                    this,
                    table + " is partitioned, and PostgreSQL " + major
                            + " refuses a foreign key of it that is NOT VALID.",
                    By.CATALOGUE);
        }
    }
}
