package dev.migrationcontrol.draft;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.conversion.Conversions;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** Compares models with migrations; what a replica began that died is simply done again. */
@ApplicationScoped
class ModelCheckHandler implements OperationHandler<ModelCheckRequest> {
    static final String TYPE = "MODEL_CHECK";

    private final ScratchDrafts drafts;
    private final ModelChecking checking;
    private final Conversions conversions;

    ModelCheckHandler(ScratchDrafts drafts, ModelChecking checking, Conversions conversions) {
        this.drafts = drafts;
        this.checking = checking;
        this.conversions = conversions;
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
        Optional<OtherMigrations> others = request.others();
        return others.isEmpty()
                ? drafts.outcome(
                        run, question -> checking.check(order(run, request, question, false), request.within()))
                : drafts.outcomeOf(run, environment -> ofOthers(run, request, environment, others.get()));
    }

    private ModelCheck ofOthers(
            OperationRun run, ModelCheckRequest request, Environment environment, OtherMigrations others)
            throws DraftImpossible, ScratchUnavailable, RunFailure, SQLException {
        Conversions.Scripts scripts = others.scripts(conversions);
        try (DraftFolder folder = drafts.folder()) {
            UndoQuestion question = folder.question(environment, scripts.files());
            return checking.check(order(run, request, question, true), request.within())
                    .noting(OtherMigrations.notes(scripts));
        }
    }

    private static ModelGround.Order order(
            OperationRun run, ModelCheckRequest request, UndoQuestion question, boolean foreign) {
        return new ModelGround.Order(question, request.model(), run.applicationName(), run.stop(), foreign);
    }
}
