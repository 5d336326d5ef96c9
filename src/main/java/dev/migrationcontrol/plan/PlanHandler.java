package dev.migrationcontrol.plan;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Makes a plan and rehearses it. The environment is only read, so that after a crash it simply begins anew. */
@ApplicationScoped
class PlanHandler implements OperationHandler<AcceptedPlan> {
    static final String TYPE = "PLAN";

    private final Environments environments;
    private final Planning planning;
    private final PlanInspection inspection;
    private final PlanDrafts drafts;
    private final PlanStore store;

    PlanHandler(
            Environments environments,
            Planning planning,
            PlanInspection inspection,
            PlanDrafts drafts,
            PlanStore store) {
        this.environments = environments;
        this.planning = planning;
        this.inspection = inspection;
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
            PlanSight seen = inspection.rehearse(run, environment, accepted.asked(), planned);
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
