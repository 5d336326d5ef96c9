package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;
import dev.migrationcontrol.statement.TableConstraint.Kind;

/** A published table loses its key. */
final class ReplicaIdentityLost extends ActionRule {
    private static final RuleText TEXT = RuleText.of(
                    "replica-identity-lost", Level.ERROR, "A published table loses its key")
            .why("UPDATE and DELETE on it fail at once, with 55000, since subscribers could not find " + "the rows.")
            .instead("Set another replica identity before, or take the table out of the publication.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE PUBLICATION feed FOR TABLE orders;
                """)
            .bad("ALTER TABLE orders DROP CONSTRAINT orders_pkey;")
            .good("CREATE VIEW states AS SELECT state FROM orders;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        if (action instanceof TableAction.DropConstraint drop
                && table.constraint(drop.name())
                        .filter(each -> each.kind() == Kind.PRIMARY_KEY)
                        .isPresent()
                && table.relation().isPresent()
                && table.relation().get().replicaIdentity().equals("d")) {
            boolean published = step.facts().target().stream()
                    .flatMap(target -> target.publications().stream())
                    .filter(each -> each.updates() || each.deletes())
                    .anyMatch(each -> each.allTables() || each.tables().contains(table.originalQualified()));
            if (published) {
                step.report(this, table + " is published, and its primary key is its replica identity.", By.CATALOGUE);
            }
        }
    }
}
