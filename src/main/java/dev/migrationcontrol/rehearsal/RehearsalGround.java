package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.AppliedChain;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.SchemaCopy;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.sql.ClusterWideStatements;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Builds the schema on a scratch database on which a plan is rehearsed. */
@Singleton
final class RehearsalGround {
    private final ReplayedDatabases replayed;
    private final ScratchDatabases scratches;
    private final SchemaCopy copies;
    private final RehearsalServers servers;

    RehearsalGround(
            ReplayedDatabases replayed, ScratchDatabases scratches, SchemaCopy copies, RehearsalServers servers) {
        this.replayed = replayed;
        this.scratches = scratches;
        this.copies = copies;
        this.servers = servers;
    }

    /**
     * A scratch database with the schema, or why there is none.
     *
     * @param failed what of the history failed; null where nothing did
     */
    record Built(
            @Nullable ScratchDatabase scratch,
            String version,
            SchemaFrom schemaFrom,
            Rehearsal.Template template,
            int replayed,
            Rehearsal.@Nullable Failed failed,
            List<String> notes)
            implements AutoCloseable {
        Environment environment() {
            if (scratch == null) {
                throw new IllegalStateException("nothing was built");
            }
            return scratch.environment();
        }

        @Override
        public void close() {
            if (scratch != null) {
                scratch.close();
            }
        }

        Built with(List<String> more) {
            List<String> all = new ArrayList<>(more);
            all.addAll(notes);
            return new Built(scratch, version, schemaFrom, template, replayed, failed, all);
        }
    }

    /** Why the scripts of a plan may not be run on a server with other databases; null where they may. */
    static @Nullable String reachingBeyond(RehearsalOrder order) {
        return order.runs().stream()
                .flatMap(run -> ClusterWideStatements.find(order.scripts().textOf(run.script())).stream()
                        .map(words -> run.script().name() + " has " + words + ", which reaches beyond its database: a"
                                + " rehearsal would change the whole server. It is rehearsed only on the embedded server"
                                + " (rehearsal=embedded)."))
                .findFirst()
                .orElse(null);
    }

    Built build(RehearsalServers.Choice choice, RehearsalOrder order, BiConsumer<String, Integer> begins)
            throws ScratchUnavailable, SQLException, RunFailure {
        AppliedChain chain = choice.applied(order.history(), order.scripts());
        Built built = build(choice, order, chain, begins);
        if (built.scratch() == null) {
            return built;
        }
        List<String> notes = new ArrayList<>(choice.target().differencesTo(servers.facts(built.environment())));
        if (order.schemaFrom() == null && built.schemaFrom() == SchemaFrom.LIVE) {
            notes.add(
                    0,
                    "The schema is a copy of the live one, because the history cannot be run: "
                            + String.join(" ", chain.gaps()));
        }
        return built.with(notes);
    }

    private Built build(
            RehearsalServers.Choice choice,
            RehearsalOrder order,
            AppliedChain chain,
            BiConsumer<String, Integer> begins)
            throws ScratchUnavailable, SQLException, RunFailure {
        Environment on = choice.environment();
        String version = choice.version();
        if (order.schemaFrom() == SchemaFrom.LIVE || order.schemaFrom() == null && !chain.isWhole()) {
            return copy(on, order, version, List.of());
        }
        if (!chain.isWhole()) {
            Rehearsal.Failed failed = new Rehearsal.Failed(
                    null, 0, 0, null, "The history cannot be run from its beginning.", "Ask for schemaFrom LIVE.");
            return new Built(null, version, SchemaFrom.HISTORY, Rehearsal.Template.NONE, 0, failed, chain.gaps());
        }
        ScriptReplay.Order replay =
                new ScriptReplay.Order(order.scripts(), chain.scripts(), order.applicationName(), order.stop());
        try {
            ReplayedDatabases.Replayed done =
                    replayed.build(on, replay, (script, place) -> begins.accept(script.name(), place));
            Rehearsal.Template template = done.replayed() == done.of()
                    ? Rehearsal.Template.BUILT
                    : done.replayed() == 0 ? Rehearsal.Template.REUSED : Rehearsal.Template.EXTENDED;
            return new Built(done.database(), version, SchemaFrom.HISTORY, template, done.replayed(), null, List.of());
        } catch (ScriptFailed e) {
            e.throwIfStopped();
            Rehearsal.Failed failed = RehearsalFailures.of(e.scriptName(), e.why());
            String note = "The history cannot be run from its beginning: " + e.scriptName() + " fails: "
                    + e.why().message();
            return order.schemaFrom() == null
                    ? copy(on, order, version, List.of(note, "The schema is a copy of the live one instead."))
                    : new Built(null, version, SchemaFrom.HISTORY, Rehearsal.Template.NONE, 0, failed, List.of(note));
        }
    }

    private Built copy(Environment on, RehearsalOrder order, String version, List<String> notes)
            throws ScratchUnavailable, SQLException {
        ScratchDatabase scratch = scratches.create(on);
        try {
            ComparisonScope hidden = new ComparisonScope(
                    List.of(order.environment().policy().defaultSchema() + "."
                            + order.environment().policy().historyTable()),
                    List.of());
            copies.copy(order.environment(), scratch, hidden);
            return new Built(scratch, version, SchemaFrom.LIVE, Rehearsal.Template.NONE, 0, null, notes);
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }
}
