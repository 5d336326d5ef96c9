package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.rule.TableFacts;
import dev.migrationcontrol.statement.Command;
import java.util.Optional;

/** An index is built again without CONCURRENTLY. */
final class ReindexWithoutConcurrently implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "reindex-without-concurrently", Level.WARNING, "An index is built again without CONCURRENTLY")
            .since(12)
            .why("Writes to the table wait, and ACCESS EXCLUSIVE on the index makes queries that would "
                    + "use it wait too.")
            .instead("REINDEX … CONCURRENTLY, in a script of its own that runs without a transaction.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer, placed timestamp);
                """)
            .bad("REINDEX TABLE orders;")
            .good("REINDEX TABLE CONCURRENTLY orders;");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void judge(Command command, Step step) {
        if (command instanceof Command.Reindex reindex && !reindex.concurrently() && reindex.name() != null) {
            Optional<TableFacts> table = reindex.kind().equals("index")
                    ? step.facts().ofIndex(reindex.name())
                    : reindex.kind().equals("table") ? step.facts().find(reindex.name()) : Optional.empty();
            table.ifPresentOrElse(
                    found -> step.reportWork(
                            this, found, "Reads and writes of " + found + " wait until its indexes are built."),
                    () -> step.report(this, "Reads and writes wait until the indexes are built."));
        }
    }
}
