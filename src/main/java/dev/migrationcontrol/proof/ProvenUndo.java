package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the undo script of everything that would run is proven, where the policy of the environment requires it. */
@ApplicationScoped
public class ProvenUndo {
    private static final int SHOWN = 20;

    private final UndoProofs proofs;

    ProvenUndo(UndoProofs proofs) {
        this.proofs = proofs;
    }

    /**
     * The same, or why it may not run; asked under the lock of the history.
     *
     * @throws RunFailure when the connection is lost
     */
    public PlanResult check(PlanResult planning, Environment environment, MigrationSession session) throws RunFailure {
        if (!environment.policy().review().provenUndoRequired() || !(planning instanceof PlanResult.Ready ready)) {
            return planning;
        }
        int serverVersion = session.transact(
                (connection, history) -> connection.getMetaData().getDatabaseMajorVersion());
        UndoQuestion question =
                new UndoQuestion(environment, session.resolvedScripts(), session.history(), ready.runs(), null, null);
        List<UndoProof> unproven = unproven(question, serverVersion);
        return unproven.isEmpty()
                ? planning
                : PlanResult.Blocked.by(
                        PlanResult.Obstacle.UNDO_NOT_PROVEN,
                        detail(environment.name(), unproven),
                        unproven.stream().map(UndoProof::version).toList());
    }

    /** Those of what is pending whose undo is not proven, with what is known. */
    List<UndoProof> unproven(UndoQuestion question, int serverVersion) {
        Set<String> pending = question.pending().stream()
                .map(ScriptRun::script)
                .filter(script -> script.kind() == Script.Kind.VERSIONED)
                .map(script -> script.requireVersion().toString())
                .collect(Collectors.toSet());
        return proofs.known(question, serverVersion).stream()
                .filter(each -> pending.contains(each.version()))
                .filter(each -> !each.verdict().isProven())
                .toList();
    }

    static String detail(String environment, List<UndoProof> unproven) {
        String names = unproven.stream()
                .limit(SHOWN)
                .map(each -> each.version() + " (" + each.verdict() + ")")
                .collect(Collectors.joining(", "));
        String more = unproven.size() > SHOWN ? " and " + (unproven.size() - SHOWN) + " more" : "";
        return environment
                + " is upgraded only where every undo script is proven to bring back what was there before, and"
                + " these are not: " + names + more + ". NOT_TRIED is proven by POST /api/v1/environments/"
                + environment
                + "/undo-proofs; for MISSING ones, POST …/undo-drafts drafts a script; what is DIFFERENT or DOES_NOT_RUN has"
                + " to be rewritten: the result of the proof says where.";
    }
}
