package dev.migrationcontrol.draft;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.proof.ScratchOutcome;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;

/** What all operations do that draft or compare on scratch databases. */
@ApplicationScoped
class ScratchDrafts {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final ObjectMapper mapper;
    private final TemporaryFolders folders;

    ScratchDrafts(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            ObjectMapper mapper,
            TemporaryFolders folders) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.mapper = mapper;
        this.folders = folders;
    }

    /**
     * The work.
     *
     * @param <A> what it is about
     */
    interface Work<A> {
        Object of(A about) throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException;
    }

    DraftFolder folder() {
        try {
            return new DraftFolder(folders.folder("draft"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is asked about: the scripts of an environment, and its history. Blocks. */
    UndoQuestion question(String environment) {
        Environment on = environments.require(environment);
        return UndoQuestion.ofAll(on, catalog.readFresh(on), preflight.requireReadable(on));
    }

    /** Does the work about scripts and history; where it is not possible, the operation fails and says why. */
    Outcome outcome(OperationRun run, Work<UndoQuestion> work) {
        return outcomeOf(run, environment -> work.of(question(environment.name())));
    }

    /** The same about nothing but where the environment is. */
    Outcome outcomeOf(OperationRun run, Work<Environment> work) {
        String[] impossible = new String[1];
        Outcome outcome = ScratchOutcome.of(run, failure -> {}, () -> {
            try {
                Object result = work.of(environments.require(run.operation().requireEnvironment()));
                return mapper.convertValue(result, new TypeReference<>() {});
            } catch (DraftImpossible e) {
                impossible[0] = e.message();
                return Map.of();
            }
        });
        return impossible[0] == null
                ? outcome
                : new Outcome.Failed(Failure.of(
                        "draft-impossible",
                        impossible[0],
                        "It is made of what the scripts do on a scratch database, so they have to run there."));
    }
}
