package dev.migrationcontrol.rule.transaction;

import dev.migrationcontrol.rule.Done;
import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;
import java.util.stream.Stream;

/** An index is built and thrown away by the same plan. */
final class BuiltThenThrownAway implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "built-then-thrown-away", Level.INFO, "An index is built and thrown away by the same plan")
            .why("The index of a table with rows is built, and a later statement drops it, or writes the "
                    + "table anew, which builds the index once more.")
            .instead("Leave the first build out, or build the index after the change.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE INDEX CONCURRENTLY orders_total ON orders (total);
                -- next script
                DROP INDEX CONCURRENTLY orders_total;
                """)
            .good("""
                CREATE INDEX CONCURRENTLY orders_total ON orders (total, state);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (step.isUndo()) {
            return;
        }
        if (command instanceof Command.Drop drop && drop.kind().equals("index")) {
            drop.names()
                    .forEach(each -> step.facts()
                            .ofIndex(each)
                            .ifPresent(table -> built(table, step)
                                    .filter(build -> each.name().equals(name(build)))
                                    .forEach(build -> report(build, table, "drops", step))));
        } else if (command instanceof Command.Drop drop && drop.kind().equals("table")) {
            drop.names()
                    .forEach(each -> step.facts()
                            .find(each)
                            .ifPresent(
                                    table -> built(table, step).forEach(build -> report(build, table, "drops", step))));
        } else if (command instanceof Command.AlterTable alter && alter.kind().equals("table")) {
            TableFacts table = step.table(alter.name());
            if (alter.actions().stream()
                    .anyMatch(each -> each instanceof TableAction.SetType set
                            && TypeChange.of(table, set) == TypeChange.REWRITE)) {
                built(table, step).forEach(build -> report(build, table, "builds once more", step));
            }
        }
    }

    /** Whether a statement after it may have needed the index, as one that cleans rows up before it goes. */
    private static boolean isUsed(Done build, TableFacts table, Facts facts) {
        return facts.done(table).stream()
                .dropWhile(each -> each != build)
                .map(Done::command)
                .anyMatch(each -> each instanceof Command.Update
                        || each instanceof Command.Delete
                        || each instanceof Command.Merge);
    }

    /** The builds of indexes that are there still. */
    private static Stream<Done> built(TableFacts table, Step step) {
        return step.facts().done(table).stream()
                .filter(each -> each.command() instanceof Command.CreateIndex create
                        && !create.only()
                        && !each.step().isUndo()
                        && !each.step().isInBlock()
                        && table.index(name(each)).isPresent()
                        && !isUsed(each, table, step.facts()));
    }

    private static String name(Done build) {
        return build.command() instanceof Command.CreateIndex create && create.name() != null ? create.name() : "";
    }

    private void report(Done build, TableFacts table, String what, Step step) {
        step.reportLock(
                this,
                table,
                "This statement " + what + " the index " + name(build) + " of " + table + ", which "
                        + build.step().place() + " has built.");
    }
}
