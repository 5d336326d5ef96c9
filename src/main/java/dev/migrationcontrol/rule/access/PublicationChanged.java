package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.ActionRule;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.TableAction;

/** A published table changes. */
final class PublicationChanged extends ActionRule {
    private static final RuleText TEXT = RuleText.of("publication-changed", Level.INFO, "A published table changes")
            .why("Changes of a schema are not replicated: a subscriber that has not the same columns "
                    + "stops, or misses rows.")
            .instead("Change the subscribers first when something is added, and last when something is " + "dropped.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                CREATE PUBLICATION feed FOR TABLE orders;
                """)
            .bad("ALTER TABLE orders ADD COLUMN shipped date;")
            .good("CREATE TABLE parcels (id bigint PRIMARY KEY);");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    protected void judge(TableAction action, TableFacts table, Step step) {
        boolean changes = action instanceof TableAction.AddColumn
                || action instanceof TableAction.DropColumn
                || action instanceof TableAction.RenameColumn
                || action instanceof TableAction.RenameTable
                || action instanceof TableAction.SetType;
        boolean published = step.facts().target().stream()
                .flatMap(target -> target.publications().stream())
                .anyMatch(each -> each.allTables() || each.tables().contains(table.originalQualified()));
        if (changes && published && !table.isNew()) {
            step.report(this, table + " is published, and its subscribers do not get this change.", By.CATALOGUE);
        }
    }
}
