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
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;

/** What all operations do that draft or compare on scratch databases. */
@ApplicationScoped
class ScratchDrafts {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final ObjectMapper mapper;

    ScratchDrafts(Environments environments, ScriptCatalog catalog, Preflight preflight, ObjectMapper mapper) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.mapper = mapper;
    }

    /** The work. */
    interface Work {
        Object of(UndoQuestion question) throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException;
    }

    /** What is asked about: the scripts of an environment, and its history. Blocks. */
    UndoQuestion question(String environment) {
        Environment on = environments.require(environment);
        return UndoQuestion.ofAll(on, catalog.readFresh(on), preflight.requireReadable(on));
    }

    /** Does the work; where it is not possible, the operation fails and says why. */
    Outcome outcome(OperationRun run, Work work) {
        String[] impossible = new String[1];
        Outcome outcome = ScratchOutcome.of(run, failure -> {}, () -> {
            try {
                Object result = work.of(question(run.operation().requireEnvironment()));
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
