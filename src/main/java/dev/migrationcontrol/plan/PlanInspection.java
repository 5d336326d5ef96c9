package dev.migrationcontrol.plan;

import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.datacheck.DataChecks;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.loss.Loss;
import dev.migrationcontrol.loss.Losses;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.rehearsal.RehearsalOrder;
import dev.migrationcontrol.rehearsal.Rehearsals;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.script.ScriptOutline;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at what a plan would do: by rules, in a rehearsal, and by questions to the environment. Changes nothing there. */
@Singleton
final class PlanInspection {
    private final Rehearsals rehearsals;
    private final Catalogues catalogues;
    private final DataChecks checks;
    private final PlanProofs proofs;
    private final Losses losses;

    PlanInspection(Rehearsals rehearsals, Catalogues catalogues, DataChecks checks, PlanProofs proofs, Losses losses) {
        this.losses = losses;
        this.rehearsals = rehearsals;
        this.catalogues = catalogues;
        this.checks = checks;
        this.proofs = proofs;
    }

    /** Without running anything: what rules say, and what earlier proofs have found. Blocks. */
    PlanSight look(Environment environment, PlanRequest request, Planning.Planned planned) {
        if (!(planned.result() instanceof PlanResult.Ready ready)
                || ready.runs().isEmpty()) {
            return PlanSight.NOTHING;
        }
        TargetCatalogue target = catalogue(environment);
        PlanProofs.Known known = proofs.known(environment, planned, ready.runs(), target);
        List<ScriptFinding> findings = new ArrayList<>(
                PlanJudge.judge(environment, request, ready.runs(), planned.scripts(), target, List.of()));
        findings.addAll(PlanFindings.ofUndo(known.proofs()));
        List<Loss> losses = losses(environment, planned, ready.runs());
        return new PlanSight(null, tables(null, target), Map.of(), known.proofs(), losses, findings);
    }

    /**
     * With a rehearsal, proofs of the undo scripts, and questions to the rows. Blocks as long as the scripts run.
     *
     * @throws RunFailure only when the work was asked to end
     */
    PlanSight rehearse(OperationRun run, Environment environment, PlanRequest request, Planning.Planned planned)
            throws RunFailure {
        if (!(planned.result() instanceof PlanResult.Ready ready)
                || ready.runs().isEmpty()) {
            return PlanSight.NOTHING;
        }
        TargetCatalogue before = catalogue(environment);
        long began = System.nanoTime();
        Rehearsals.Rehearsed rehearsed = rehearsals.rehearse(
                new RehearsalOrder(
                        environment,
                        planned.scripts(),
                        planned.history(),
                        ready.runs(),
                        request.schemaFrom(),
                        run.applicationName(),
                        run.stop()),
                (script, place) -> run.tell(Event.Kind.PROGRESS, Map.of("rehearsed", place, "script", script)));
        PlanProofs.Known known = proofs.prove(run, environment, planned, ready.runs());
        awaitSecondLook(System.nanoTime() - began);
        TargetCatalogue after = catalogue(environment);
        Map<String, ScriptOutline> outlines = PlanJudge.outlines(ready.runs(), planned.scripts());
        Map<String, DataChecks.Checked> asked = ask(environment, after, outlines);
        List<ScriptFinding> findings = new ArrayList<>(
                PlanJudge.judge(environment, request, ready.runs(), planned.scripts(), after, rehearsed.measured()));
        findings.addAll(PlanFindings.ofData(asked, outlines));
        findings.addAll(PlanFindings.ofUndo(known.proofs()));
        List<Loss> losses = losses(environment, planned, ready.runs());
        return new PlanSight(rehearsed, tables(before, after), asked, known.proofs(), losses, findings);
    }

    private static Function<String, Optional<TargetTable>> tables(
            @Nullable TargetCatalogue before, @Nullable TargetCatalogue now) {
        return now == null ? relation -> Optional.empty() : new TargetTables(before, now)::find;
    }

    /** What the undo scripts of a rollback destroy. */
    private List<Loss> losses(Environment environment, Planning.Planned planned, List<ScriptRun> runs) {
        List<ScriptRun> undos = runs.stream().filter(ScriptRun::isUndo).toList();
        if (undos.isEmpty()) {
            return List.of();
        }
        try {
            return losses.count(environment, planned.scripts(), planned.history(), undos);
        } catch (SQLException e) {
            throw new SchemaUnreadable(environment.name(), String.valueOf(e.getMessage()));
        }
    }

    private Map<String, DataChecks.Checked> ask(
            Environment environment, @Nullable TargetCatalogue target, Map<String, ScriptOutline> outlines) {
        if (target == null) {
            return Map.of();
        }
        try {
            return checks.ask(environment, target, outlines);
        } catch (SQLException e) {
            return Map.of();
        }
    }

    private @Nullable TargetCatalogue catalogue(Environment environment) {
        try {
            return catalogues.read(environment);
        } catch (SQLException e) {
            return null;
        }
    }

    /** What happens in a second cannot be counted in less. */
    private static void awaitSecondLook(long nanos) {
        Duration rest = TargetTables.SHORTEST.plusMillis(100).minusNanos(nanos);
        if (!rest.isNegative()) {
            try {
                Thread.sleep(rest.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
