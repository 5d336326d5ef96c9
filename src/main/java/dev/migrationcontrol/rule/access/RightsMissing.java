package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.catalogue.TargetRelation;
import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A new table lacks the rights that the others have. */
final class RightsMissing implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "rights-missing", Level.WARNING, "A new table lacks the rights that the others have")
            .why("The application logs on as a role that may use most tables of the schema, and fails on "
                    + "this one. ALTER DEFAULT PRIVILEGES is only about tables that are made by the role that it "
                    + "names, or that ran it.")
            .instead("GRANT the same on it, or ALTER DEFAULT PRIVILEGES for the role of the service.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY);
                CREATE TABLE customers (id bigint PRIMARY KEY);
                GRANT SELECT ON orders, customers TO pg_monitor;
                """)
            .bad("""
                CREATE TABLE parcels (id bigint PRIMARY KEY);
                """)
            .good("""
                CREATE TABLE parcels (id bigint PRIMARY KEY);
                GRANT SELECT ON parcels TO pg_monitor;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final int FEWEST = 2;

    @Override
    public void finish(Facts facts) {
        TargetCatalogue target = facts.target().orElse(null);
        if (target == null) {
            return;
        }
        for (Done done : facts.done()) {
            if (done.command() instanceof Command.CreateTable create
                    && create.partitionOf() == null
                    && !create.temporary()
                    && !done.step().isUndo()) {
                facts.find(create.name())
                        .filter(table -> table.createdBy() == done.step())
                        .ifPresent(table -> table(table, target, facts, done.step()));
            }
        }
    }

    private void table(TableFacts table, TargetCatalogue target, Facts facts, Step step) {
        Map<String, Integer> usual = new LinkedHashMap<>();
        List<TargetRelation> siblings = target.all().stream()
                .filter(each ->
                        each.isTable() && each.parent() == null && each.schema().equals(table.schema()))
                .toList();
        siblings.forEach(each -> each.grantees().forEach(role -> usual.merge(role, 1, Integer::sum)));
        usual.forEach((role, tables) -> {
            boolean most = tables >= FEWEST && tables * 2 > siblings.size();
            if (most && !isGiven(role, table, target, facts)) {
                step.report(
                        this,
                        role + " has rights on " + tables + " of the " + siblings.size() + " tables of "
                                + table.schema() + ", and gets none on " + table + ".",
                        By.CATALOGUE);
            }
        });
    }

    private static boolean isGiven(String role, TableFacts table, TargetCatalogue target, Facts facts) {
        boolean byDefault = target.defaultGrants().stream()
                .anyMatch(each -> (each.grantee().equals(role) || each.grantee().equals("public"))
                        && (each.schema() == null || each.schema().equals(table.schema())));
        return byDefault || facts.done().stream().map(Done::command).anyMatch(each -> gives(each, role, table, facts));
    }

    private static boolean gives(Command command, String role, TableFacts table, Facts facts) {
        if (command instanceof Command.AlterOther other) {
            return other.kind().equals("default privileges");
        }
        return command instanceof Command.Opaque
                || (command instanceof Command.Grant grant
                        && !grant.revoke()
                        && (grant.grantees().contains(role) || grant.grantees().contains("public"))
                        && grant.objects().stream()
                                .anyMatch(each -> grant.kind().equals("all tables")
                                        ? each.name().equals(table.schema())
                                        : facts.find(each)
                                                .filter(found -> found == table)
                                                .isPresent()));
    }
}
