package dev.migrationcontrol.proof;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tries undo scripts; what was measured before a replica died is kept, so that going on is cheap. */
@ApplicationScoped
class UndoProofHandler implements OperationHandler<UndoProofRequest> {
    static final String TYPE = "UNDO_PROOF";

    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final UndoProofs proofs;
    private final ObjectMapper mapper;

    UndoProofHandler(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            UndoProofs proofs,
            ObjectMapper mapper) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.proofs = proofs;
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
    public Class<UndoProofRequest> request() {
        return UndoProofRequest.class;
    }

    @Override
    public boolean changes(UndoProofRequest request) {
        return false;
    }

    @Override
    public Outcome execute(OperationRun run, UndoProofRequest request) {
        Environment environment = environments.require(run.operation().requireEnvironment());
        ProofSteps[] steps = new ProofSteps[1];
        Outcome outcome = ScratchOutcome.of(
                run,
                failure -> {
                    if (steps[0] != null) {
                        steps[0].failed(failure);
                    }
                },
                () -> {
                    UndoQuestion question = UndoQuestion.ofAll(
                                    environment, catalog.readFresh(environment), preflight.requireReadable(environment))
                            .between(request.lowest(), request.highest());
                    steps[0] = ProofSteps.of(run, asked(question));
                    List<UndoProof> proven =
                            proofs.prove(question, new UndoProofs.Work(run.applicationName(), run.stop(), steps[0]));
                    return mapper.convertValue(UndoProofResult.of(proven), new TypeReference<>() {});
                });
        if (outcome instanceof Outcome.HandedOver && steps[0] != null) {
            steps[0].setBack();
        }
        return outcome;
    }

    private static List<UndoLink> asked(UndoQuestion question) {
        return question.chain(0).links().stream()
                .filter(question::asksFor)
                .filter(link -> link.undo() != null)
                .toList();
    }
}
