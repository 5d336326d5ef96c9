package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.ObjectName;
import java.util.List;

/** A name without a schema means one of several tables. */
final class SearchPathDependent implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "search-path-dependent", Level.WARNING, "A name without a schema means one of several tables")
            .why("Several schemas of the search path have a table of this name: which one is meant depends "
                    + "on the search path of the session, and the application may have another one than the "
                    + "service.")
            .instead("Write the schema before the name.")
            .setup("""
                CREATE SCHEMA sales;
                CREATE TABLE public.orders (id bigint PRIMARY KEY);
                CREATE TABLE sales.orders (id bigint PRIMARY KEY);
                DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = sales, public', current_database()); END $$;
                """)
            .bad("""
                ALTER TABLE orders ADD COLUMN shipped date;
                """)
            .good("""
                ALTER TABLE sales.orders ADD COLUMN shipped date;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        TargetCatalogue target = step.facts().target().orElse(null);
        if (target == null || !step.facts().setting("search_path").isEmpty()) {
            return;
        }
        for (ObjectName each : names(command)) {
            List<String> schemas = each.schema() != null
                    ? List.of()
                    : target.server().searchPath().stream()
                            .filter(schema ->
                                    target.find(schema + "." + each.name()).isPresent())
                            .toList();
            if (schemas.size() > 1
                    && step.facts().find(each).filter(TableFacts::isNew).isEmpty()) {
                step.report(
                        this,
                        each + " is in " + String.join(" and in ", schemas) + "; here it means that of "
                                + schemas.get(0) + ", which comes first in the search path.",
                        By.CATALOGUE);
            }
        }
    }

    private static List<ObjectName> names(Command command) {
        if (command instanceof Command.AlterTable alter) {
            return alter.kind().equals("index") ? List.of() : List.of(alter.name());
        }
        if (command instanceof Command.CreateIndex create) {
            return List.of(create.table());
        }
        if (command instanceof Command.Update update) {
            return List.of(update.table());
        }
        if (command instanceof Command.Delete delete) {
            return List.of(delete.table());
        }
        if (command instanceof Command.Insert insert) {
            return List.of(insert.table());
        }
        if (command instanceof Command.Truncate truncate) {
            return truncate.tables();
        }
        return command instanceof Command.Drop drop && drop.kind().equals("table") ? drop.names() : List.of();
    }
}
