package dev.migrationcontrol.rule.lock;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.rule.Level;
import dev.migrationcontrol.rule.Rule;
import dev.migrationcontrol.rule.RuleText;
import dev.migrationcontrol.rule.ScriptFinding.By;
import dev.migrationcontrol.rule.Step;
import dev.migrationcontrol.statement.Command;

/** This version of PostgreSQL corrupts indexes that are built CONCURRENTLY. */
final class IndexCorruption14 implements Rule {
    private static final RuleText TEXT = RuleText.of(
                    "index-corruption-14",
                    Level.ERROR,
                    "This version of PostgreSQL corrupts indexes that are built CONCURRENTLY")
            .why("PostgreSQL 14.0 to 14.3 may leave rows out of an index that CREATE INDEX CONCURRENTLY or "
                    + "REINDEX CONCURRENTLY builds while the table is written.")
            .instead("Update the server to 14.4 or newer first.")
            .setup("""
                CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state varchar(20), total integer);
                """)
            .bad("""
                CREATE INDEX CONCURRENTLY orders_total ON orders (total);
                """)
            .good("""
                CREATE TABLE parcels (id bigint PRIMARY KEY, weight integer);
                CREATE INDEX parcels_weight ON parcels (weight);
                """);

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final int FIRST = 140_000;
    private static final int FIXED = 140_004;

    @Override
    public void judge(Command command, Step step) {
        boolean concurrently = (command instanceof Command.CreateIndex create && create.concurrently())
                || (command instanceof Command.Reindex reindex && reindex.concurrently());
        step.facts()
                .target()
                .map(TargetCatalogue::server)
                .filter(server -> concurrently && server.version() >= FIRST && server.version() < FIXED)
                .ifPresent(server -> step.report(
                        this,
                        "The server has version " + server.display() + ": the index may lack rows.",
                        By.CATALOGUE));
    }
}
