package dev.migrationcontrol.draft;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.proof.ScratchOutcome;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;

/** Drafts undo scripts; what a replica began that died is simply done again. */
@ApplicationScoped
class UndoDraftHandler implements OperationHandler<UndoDraftRequest> {
    static final String TYPE = "UNDO_DRAFT";

    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Drafting drafting;
    private final TemporaryFolders folders;
    private final ObjectMapper mapper;

    UndoDraftHandler(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            Drafting drafting,
            TemporaryFolders folders,
            ObjectMapper mapper) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.drafting = drafting;
        this.folders = folders;
        this.mapper = mapper;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.PLAN;
    }

    @Override
    public Class<UndoDraftRequest> request() {
        return UndoDraftRequest.class;
    }

    @Override
    public boolean changes(UndoDraftRequest request) {
        return false;
    }

    @Override
    public Outcome execute(OperationRun run, UndoDraftRequest request) {
        Environment environment = environments.require(run.operation().requireEnvironment());
        String[] impossible = new String[1];
        Outcome outcome = ScratchOutcome.of(run, failure -> {}, () -> {
            try {
                return result(run, request, environment);
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
                        "A draft is made of what the scripts do on a scratch database, so they have to run there."));
    }

    private Map<String, Object> result(OperationRun run, UndoDraftRequest request, Environment environment)
            throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        UndoQuestion question =
                UndoQuestion.ofAll(environment, catalog.readFresh(environment), preflight.requireReadable(environment));
        Script up = question.script(request.requireVersion())
                .orElseThrow(() -> new UnknownMigration(environment.name(), String.valueOf(request.version())));
        try (DraftFolder folder = new DraftFolder(folders.folder("draft"))) {
            UndoDraft draft =
                    drafting.draft(new Drafting.Order(question, up, run.applicationName(), run.stop(), folder));
            return mapper.convertValue(draft, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
