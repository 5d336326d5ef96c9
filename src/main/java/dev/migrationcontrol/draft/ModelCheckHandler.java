package dev.migrationcontrol.draft;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import jakarta.enterprise.context.ApplicationScoped;

/** Compares models with migrations; what a replica began that died is simply done again. */
@ApplicationScoped
class ModelCheckHandler implements OperationHandler<ModelCheckRequest> {
    static final String TYPE = "MODEL_CHECK";

    private final ScratchDrafts drafts;
    private final ModelChecking checking;

    ModelCheckHandler(ScratchDrafts drafts, ModelChecking checking) {
        this.drafts = drafts;
        this.checking = checking;
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
    public Class<ModelCheckRequest> request() {
        return ModelCheckRequest.class;
    }

    @Override
    public boolean changes(ModelCheckRequest request) {
        return false;
    }

    @Override
    public Outcome execute(OperationRun run, ModelCheckRequest request) {
        return drafts.outcome(
                run,
                question -> checking.check(
                        new ModelGround.Order(question, request.model(), run.applicationName(), run.stop()),
                        request.within()));
    }
}
