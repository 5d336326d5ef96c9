package dev.migrationcontrol.draft;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/** Drafts undo scripts; what a replica began that died is simply done again. */
@ApplicationScoped
class UndoDraftHandler implements OperationHandler<UndoDraftRequest> {
    static final String TYPE = "UNDO_DRAFT";

    private final ScratchDrafts drafts;
    private final Drafting drafting;
    private final TemporaryFolders folders;

    UndoDraftHandler(ScratchDrafts drafts, Drafting drafting, TemporaryFolders folders) {
        this.drafts = drafts;
        this.drafting = drafting;
        this.folders = folders;
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
        return drafts.outcome(run, question -> draft(run, request, question));
    }

    private UndoDraft draft(OperationRun run, UndoDraftRequest request, UndoQuestion question)
            throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        Script up = question.script(request.requireVersion())
                .orElseThrow(
                        () -> new UnknownMigration(question.environment().name(), String.valueOf(request.version())));
        try (DraftFolder folder = new DraftFolder(folders.folder("draft"))) {
            return drafting.draft(
                    new Drafting.Order(question, up, run.applicationName(), run.stop(), folder, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
