package dev.migrationcontrol.draft;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.proof.DraftProver;
import dev.migrationcontrol.proof.UndoProof;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.HeldObject;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.schema.SchemaReturn;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.scratch.WorkSession;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the undo of a migration from the schemas before and after it, on scratch databases, and tries it there. */
@ApplicationScoped
class Drafting {
    private final RehearsalServers servers;
    private final ReplayedDatabases replayed;
    private final ScratchDatabases scratches;
    private final ScriptReplay replay;
    private final SchemaReturn schemas;
    private final SchemaComparison comparison;
    private final Renaming renaming;
    private final DraftProver prover;
    private final DatabaseConnections connections;

    Drafting(
            RehearsalServers servers,
            ReplayedDatabases replayed,
            ScratchDatabases scratches,
            ScriptReplay replay,
            SchemaReturn schemas,
            SchemaComparison comparison,
            Renaming renaming,
            DraftProver prover,
            DatabaseConnections connections) {
        this.servers = servers;
        this.replayed = replayed;
        this.scratches = scratches;
        this.replay = replay;
        this.schemas = schemas;
        this.comparison = comparison;
        this.renaming = renaming;
        this.prover = prover;
        this.connections = connections;
    }

    /**
     * What is drafted, and how others ask that to end.
     *
     * @param renames what the migration renames before it does anything else: the undo gives the names back
     */
    record Order(
            UndoQuestion question,
            Script up,
            String applicationName,
            StopSignal stop,
            DraftFolder folder,
            List<Rename> renames) {
        ScriptReplay.Order of(ResolvedScripts scripts, List<Script> inThisOrder) {
            return new ScriptReplay.Order(scripts, inThisOrder, applicationName, stop);
        }

        Environment environment() {
            return question.environment();
        }

        ComparisonScope hidden() {
            Policy policy = environment().policy();
            return new ComparisonScope(List.of(policy.defaultSchema() + "." + policy.historyTable()), List.of());
        }
    }

    /**
     * Drafts it. Blocks as long as the scripts run.
     *
     * @throws DraftImpossible when a script before it, or the migration itself, cannot be run
     */
    UndoDraft draft(Order order) throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        List<Script> before = order.question().before(order.up());
        Optional<String> obstacle = order.question()
                .obstacle(Stream.concat(before.stream(), Stream.of(order.up())).toList());
        if (obstacle.isPresent()) {
            throw new DraftImpossible(obstacle.get());
        }
        try (Interruption unused = Interruption.on(order.stop())) {
            return DraftImpossible.passing(
                    work -> servers.inTurn(order.environment(), work), server -> draft(order, before, server));
        } catch (ScriptFailed e) {
            e.throwIfStopped();
            throw new DraftImpossible(e.scriptName() + " did not run on the scratch database: "
                    + e.why().message());
        }
    }

    private UndoDraft draft(Order order, List<Script> before, RehearsalServers.Choice server)
            throws DraftImpossible, ScriptFailed, ScratchUnavailable, RunFailure, SQLException {
        ScriptReplay.Order history = order.of(order.question().scripts(), before);
        try (ReplayedDatabases.Replayed built = replayed.build(server.environment(), history, (script, place) -> {})) {
            return draft(order, server, built.database());
        }
    }

    /** Drafts it from the database before the migration, which is applied there in the end. */
    UndoDraft draft(Order order, RehearsalServers.Choice server, ScratchDatabase before)
            throws DraftImpossible, ScriptFailed, ScratchUnavailable, RunFailure, SQLException {
        if (order.renames().isEmpty()) {
            return draft(order, server, before, before);
        }
        try (ScratchDatabase renamed = scratches.copy(server.environment(), before)) {
            renaming.rename(renamed.database(), order.renames());
            return draft(order, server, before, renamed);
        }
    }

    private UndoDraft draft(
            Order order, RehearsalServers.Choice server, ScratchDatabase before, ScratchDatabase renamed)
            throws ScriptFailed, ScratchUnavailable, RunFailure, SQLException {
        SchemaReturn.Way way;
        List<String> notes;
        try (ScratchDatabase after = scratches.copy(server.environment(), before)) {
            replay.replay(after, order.of(order.question().scripts(), List.of(order.up())), (script, place) -> {});
            List<Difference> changed = comparison
                    .compareDiffering(
                            after.database(), before.database(), order.hidden(), SchemaComparison.Rows.SAME_CONTENT)
                    .list();
            try (ScratchDatabase copy = scratches.copy(server.environment(), after)) {
                way = withNames(
                        schemas.write(after.database(), copy, renamed.database(), order.hidden()), order.renames());
            }
            notes = DraftText.notes(order.up(), HeldObject.gone(held(renamed), held(after)), changed, way);
        }
        return proven(order, server, before, way, notes);
    }

    private static SchemaReturn.Way withNames(SchemaReturn.Way way, List<Rename> renames) {
        List<String> parts = new ArrayList<>(way.sql().isBlank() ? List.of() : List.of(way.sql()));
        for (int i = renames.size() - 1; i >= 0; i--) {
            parts.add(renames.get(i).back() + ";");
        }
        return new SchemaReturn.Way(String.join("\n\n", parts), way.error(), way.remaining(), way.keptEnums());
    }

    private UndoDraft proven(
            Order order,
            RehearsalServers.Choice server,
            ScratchDatabase before,
            SchemaReturn.Way way,
            List<String> notes)
            throws ScratchUnavailable, RunFailure, SQLException {
        String name = DraftFolder.nameOf(order.up());
        DraftFolder folder = order.folder();
        Path path =
                folder.write(order.up(), order.question().scripts(), name, DraftText.of(order.up(), way.sql(), notes));
        ResolvedScripts both = ScriptCatalog.readOnce(folder.in(order.environment(), path));
        UndoProof proof = prover.prove(server, before, order.of(both, List.of()), order.hidden());
        List<String> all = DraftText.withProof(folder.noted(way.sql(), name, notes), proof);
        return new UndoDraft(
                order.up().requireVersion().toString(),
                name,
                DraftText.of(order.up(), way.sql(), all),
                proof.verdict(),
                all,
                proof);
    }

    private List<HeldObject> held(ScratchDatabase scratch) throws SQLException {
        try (Connection connection = connections.open(
                scratch.database(), "migration-control/draft", WorkSession.reading(), Duration.ofSeconds(10))) {
            return HeldObject.all(connection);
        }
    }
}
