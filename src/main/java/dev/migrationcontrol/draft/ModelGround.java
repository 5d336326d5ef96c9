package dev.migrationcontrol.draft;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds what the migrations build and what a model wants, next to each other. A model is SQL of a caller, so it runs only
 * where the role has no rights beyond its databases.
 */
@ApplicationScoped
class ModelGround {
    private final RehearsalServers servers;
    private final ReplayedDatabases replayed;
    private final ScratchDatabases scratches;
    private final ScriptReplay replay;
    private final Environments environments;
    private final TemporaryFolders folders;

    ModelGround(
            RehearsalServers servers,
            ReplayedDatabases replayed,
            ScratchDatabases scratches,
            ScriptReplay replay,
            Environments environments,
            TemporaryFolders folders) {
        this.servers = servers;
        this.replayed = replayed;
        this.scratches = scratches;
        this.replay = replay;
        this.environments = environments;
        this.folders = folders;
    }

    /**
     * What is built, and how others ask that to end.
     *
     * @param foreign whether the migrations, too, are those of a caller
     */
    record Order(UndoQuestion question, Model model, String applicationName, StopSignal stop, boolean foreign) {
        Order(UndoQuestion question, Model model, String applicationName, StopSignal stop) {
            this(question, model, applicationName, stop, false);
        }

        Environment environment() {
            return question.environment();
        }

        /** The histories of both, and what this service keeps for itself. */
        ComparisonScope hidden(Optional<Environment> other) {
            List<String> histories = Stream.concat(Stream.of(environment()), other.stream())
                    .map(Environment::policy)
                    .map(each -> each.defaultSchema() + "." + each.historyTable())
                    .distinct()
                    .toList();
            return new ComparisonScope(histories, List.of(ComparisonScope.ARCHIVE, ComparisonScope.RECORDER));
        }
    }

    /**
     * Both, on one server.
     *
     * @param head what all migrations build, applied or not
     * @param model what is wanted, which is only read
     */
    record Built(RehearsalServers.Choice server, ScratchDatabase head, Database model, ComparisonScope hidden) {}

    /** What is done with both. */
    interface Work<T> {
        T on(Built built) throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException;
    }

    /**
     * Builds both, and does the work. Blocks.
     *
     * @throws DraftImpossible when a migration or the model cannot be run
     */
    <T> T with(Order order, Work<T> work) throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        List<Script> all = order.question().all();
        Optional<String> obstacle = order.question().obstacle(all);
        if (obstacle.isPresent()) {
            throw new DraftImpossible(obstacle.get());
        }
        try (Interruption unused = Interruption.on(order.stop())) {
            return DraftImpossible.passing(
                    each -> servers.inTurn(order.environment(), each), choice -> on(order, all, choice, work));
        } catch (ScriptFailed e) {
            e.throwIfStopped();
            throw new DraftImpossible(e.scriptName() + " did not run on the scratch database: "
                    + e.why().message());
        }
    }

    private <T> T on(Order order, List<Script> all, RehearsalServers.Choice choice, Work<T> work)
            throws DraftImpossible, ScratchUnavailable, ScriptFailed, RunFailure, SQLException {
        RehearsalServers.Choice harmless = new RehearsalServers.Choice(
                choice.place(), choice.environment().forTrials(), choice.target(), choice.version());
        String other = order.model().environment();
        if (other != null) {
            Environment with = environments.require(other);
            RehearsalServers.Choice place = order.foreign() ? harmless : choice;
            try (ScratchDatabase head = head(order, all, place)) {
                return work.on(new Built(place, head, with.statusDatabase(), order.hidden(Optional.of(with))));
            }
        }
        try (ScratchDatabase model = scratches.createForTrial(harmless.environment())) {
            build(order, model);
            try (ScratchDatabase head = head(order, all, harmless)) {
                return work.on(new Built(harmless, head, model.database(), order.hidden(Optional.empty())));
            }
        }
    }

    private ScratchDatabase head(Order order, List<Script> all, RehearsalServers.Choice choice)
            throws ScratchUnavailable, ScriptFailed {
        ScriptReplay.Order history =
                new ScriptReplay.Order(order.question().scripts(), all, order.applicationName(), order.stop());
        if (order.foreign()) {
            ScratchDatabase head = scratches.createForTrial(choice.environment());
            try {
                replay.replay(head, history, (script, place) -> {});
                return head;
            } catch (ScriptFailed | RuntimeException e) {
                head.close();
                throw e;
            }
        }
        return replayed.build(choice.environment(), history, (script, place) -> {})
                .database();
    }

    private void build(Order order, ScratchDatabase on) throws DraftImpossible, RunFailure {
        List<ModelScript> scripts = order.model().scripts();
        try (DraftFolder files = new DraftFolder(folders.folder("model"))) {
            for (int i = 0; i < scripts.size(); i++) {
                files.write(
                        "V" + (i + 1) + "__model.sql",
                        Objects.requireNonNull(scripts.get(i).content()));
            }
            ResolvedScripts resolved = ScriptCatalog.readOnce(files.in(on.environment(), files.folder()));
            int[] at = new int[1];
            try {
                replay.replay(
                        on,
                        new ScriptReplay.Order(
                                resolved, resolved.scripts().migrations(), order.applicationName(), order.stop()),
                        (script, place) -> at[0] = place);
            } catch (ScriptFailed e) {
                e.throwIfStopped();
                throw new DraftImpossible("The model's " + scripts.get(at[0]).name() + " did not run: "
                        + e.why().message());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
