package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Facts;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Sizes;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.rule.TypeChange;
import dev.migrationcontrol.statement.Command;
import dev.migrationcontrol.statement.TableAction;
import java.util.Objects;
import java.util.stream.Stream;

/** A large table is written anew. */
final class WalAndDisk implements Rule {
    private static final RuleText TEXT = RuleText.of("wal-and-disk", Level.WARNING, "A large table is written anew")
            .why("It writes at least as much write-ahead log as the table has, which replicas and their "
                    + "slots have to take, and both copies are on the disk until the transaction ends. A table "
                    + "is large from a hundred times what counts as small: 1 GB, unless small-table-bytes says "
                    + "otherwise.")
            .instead("Change it in batches, or make sure that there is room for it and that the replicas keep " + "up.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                INSERT INTO orders SELECT i, i, 'new', i FROM generate_series(1, 1000) i;
                """)
            .bad("""
                UPDATE orders SET state = 'old';
                """)
            .good("""
                UPDATE orders SET state = 'old' WHERE id BETWEEN 1 AND 100;
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final long LARGE = 100;

    @Override
    public void judge(Command command, Step step) {
        written(command, step)
                .distinct()
                .flatMap(each -> each.relation().stream())
                .filter(each -> each.bytes() != null
                        && each.bytes() > LARGE * step.facts().settings().smallTableBytes())
                .forEach(each -> step.report(
                        this,
                        "At least " + Sizes.bytes(Objects.requireNonNull(each.bytes()))
                                + " of write-ahead log are written for " + each.name()
                                + ", and so much more disk is in use until the end.",
                        step.measurement().isPresent()
                                ? new By[] {By.MEASURED, By.STATISTICS}
                                : new By[] {By.TEXT, By.STATISTICS}));
    }

    private static Stream<TableFacts> written(Command command, Step step) {
        Facts facts = step.facts();
        if (command instanceof Command.Update update && !update.where()) {
            return Stream.of(facts.table(update.table()));
        }
        if (command instanceof Command.Maintenance work
                && (work.full() || work.word().equals("CLUSTER"))) {
            return work.tables().stream().map(facts::table);
        }
        if (command instanceof Command.AlterTable alter && alter.kind().equals("table")) {
            TableFacts table = facts.table(alter.name());
            boolean rewritten = step.measurement()
                    .map(measured -> measured.rewrites().contains(table.originalQualified()))
                    .orElseGet(() -> alter.actions().stream().anyMatch(each -> rewrites(each, table)));
            return rewritten ? Stream.of(table) : Stream.empty();
        }
        return Stream.empty();
    }

    private static boolean rewrites(TableAction action, TableFacts table) {
        return action instanceof TableAction.Rewrite
                || (action instanceof TableAction.SetType set && TypeChange.of(table, set) == TypeChange.REWRITE);
    }
}
