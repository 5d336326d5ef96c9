package dev.migrationcontrol.plan;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.catalogue.Catalogues;
import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.rehearsal.RehearsalOrder;
import dev.migrationcontrol.rehearsal.Rehearsals;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a plan and rehearses it. The environment is only read, so that after a crash it simply begins anew. */
@ApplicationScoped
class PlanHandler implements OperationHandler<AcceptedPlan> {
    static final String TYPE = "PLAN";

    private final Environments environments;
    private final Planning planning;
    private final Rehearsals rehearsals;
    private final Catalogues catalogues;
    private final PlanDrafts drafts;
    private final PlanStore store;

    PlanHandler(
            Environments environments,
            Planning planning,
            Rehearsals rehearsals,
            Catalogues catalogues,
            PlanDrafts drafts,
            PlanStore store) {
        this.environments = environments;
        this.planning = planning;
        this.rehearsals = rehearsals;
        this.catalogues = catalogues;
        this.drafts = drafts;
        this.store = store;
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
    public Class<AcceptedPlan> request() {
        return AcceptedPlan.class;
    }

    @Override
    public boolean changes(AcceptedPlan request) {
        return false;
    }

    @Override
    public Outcome execute(OperationRun run, AcceptedPlan accepted) {
        UUID id = run.operation().id();
        try {
            Environment environment = environments.require(run.operation().requireEnvironment());
            Planning.Planned planned = planning.plan(environment, accepted.asked());
            PlanDrafts.Seen seen = planned.result() instanceof PlanResult.Ready
                    ? rehearse(run, environment, accepted.asked(), planned)
                    : PlanDrafts.Seen.NOTHING;
            Plan plan = drafts.draft(
                    new PlanDrafts.Heading(id, environment, accepted.asked(), accepted.caller()), planned, seen);
            store.insert(plan, planned.basis(), accepted.owner());
            return new Outcome.Succeeded(result(plan));
        } catch (Refusal e) {
            return new Outcome.Failed(Failure.of(e.slug(), e.detail(), null));
        } catch (RunFailure e) {
            return ended(e);
        }
    }

    private static Outcome ended(RunFailure failure) {
        return switch (failure.reason()) {
            case HANDED_OVER -> new Outcome.HandedOver();
            case CANCELLED ->
                new Outcome.Cancelled(
                        Failure.of("cancelled", "The rehearsal was cancelled; nothing of it stays.", null));
            default -> new Outcome.Failed(Failures.of(failure, null));
        };
    }

    private PlanDrafts.Seen rehearse(
            OperationRun run, Environment environment, PlanRequest request, Planning.Planned planned)
            throws RunFailure {
        TargetCatalogue before = look(environment);
        long began = System.nanoTime();
        Rehearsals.Rehearsed rehearsed = rehearsals.rehearse(
                new RehearsalOrder(
                        environment,
                        planned.scripts(),
                        planned.history(),
                        ((PlanResult.Ready) planned.result()).runs(),
                        request.schemaFrom(),
                        run.applicationName(),
                        run.stop()),
                (script, place) -> run.tell(Event.Kind.PROGRESS, Map.of("rehearsed", place, "script", script)));
        awaitSecondLook(System.nanoTime() - began);
        TargetCatalogue after = look(environment);
        return new PlanDrafts.Seen(
                rehearsed, after == null ? PlanDrafts.Seen.NOTHING.target() : new TargetTables(before, after)::find);
    }

    private @Nullable TargetCatalogue look(Environment environment) {
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

    private static Map<String, Object> result(Plan plan) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("plan", plan.id().toString());
        result.put("state", plan.state().name());
        result.put("digest", plan.digest());
        if (plan.rehearsal() != null) {
            result.put("rehearsal", plan.rehearsal().outcome().name());
        }
        return result;
    }
}
