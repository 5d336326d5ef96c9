package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.TableAction;

/** A referenced column gets another type. */
final class TypeChangeFkRecheck extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "type-change-fk-recheck", Level.WARNING, "A referenced column gets another type")
            .why("The foreign keys of other tables are checked again: these tables get ACCESS "
                    + "EXCLUSIVE too, and are read whole.")
            .instead("Drop the foreign keys before, add them again as NOT VALID, and validate them in a "
                    + "later script.")
            .setup("""
                CREATE TABLE customers (id bigint PRIMARY KEY, name text);
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers;
                """)
            .bad("""
                ALTER TABLE customers ALTER COLUMN id TYPE numeric;
                ANALYZE customers (id);
                """)
            .good("ALTER TABLE customers ADD COLUMN number numeric;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.SetType set
                && TypeChange.of(table, set) != TypeChange.NONE
                && table.relation().isPresent()) {
            TargetRelation relation = table.relation().get();
            step.facts().target().stream()
                    .flatMap(target -> target.referencing(relation).stream())
                    .filter(key -> key.referencedColumns().contains(set.column()))
                    .findFirst()
                    .ifPresent(key -> step.report(
                            this,
                            "The foreign key " + key.name() + " of " + key.table() + " refers to " + set.column()
                                    + ": that table is locked and read too.",
                            By.CATALOGUE));
        }
    }
}
