package dev.migrationcontrol.draft;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.check.ScriptFindings;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import jakarta.enterprise.context.ApplicationScoped;

/** Drafts migrations from models; what a replica began that died is simply done again. */
@ApplicationScoped
class MigrationDraftHandler implements OperationHandler<MigrationDraftRequest> {
    static final String TYPE = "MIGRATION_DRAFT";

    private final ScratchDrafts drafts;
    private final MigrationDrafting drafting;
    private final ScriptFindings findings;

    MigrationDraftHandler(ScratchDrafts drafts, MigrationDrafting drafting, ScriptFindings findings) {
        this.drafts = drafts;
        this.drafting = drafting;
        this.findings = findings;
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
    public Class<MigrationDraftRequest> request() {
        return MigrationDraftRequest.class;
    }

    @Override
    public boolean changes(MigrationDraftRequest request) {
        return false;
    }

    @Override
    public Outcome execute(OperationRun run, MigrationDraftRequest request) {
        return drafts.outcome(run, question -> {
            MigrationDraft draft = drafting.draft(
                    new ModelGround.Order(question, request.model(), run.applicationName(), run.stop()), request);
            return draft.with(findings.of(question.environment(), draft.texts()));
        });
    }
}
