package dev.migrationcontrol.plan;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.problem.InvalidRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes plans and looks them up. */
@Singleton
public class Plans {
    private final Environments environments;
    private final Planning planning;
    private final PlanInspection inspection;
    private final PlanDrafts drafts;
    private final PlanStore store;
    private final Access access;
    private final Operations operations;

    Plans(
            Environments environments,
            Planning planning,
            PlanInspection inspection,
            PlanDrafts drafts,
            PlanStore store,
            Access access,
            Operations operations) {
        this.environments = environments;
        this.planning = planning;
        this.inspection = inspection;
        this.drafts = drafts;
        this.store = store;
        this.access = access;
        this.operations = operations;
    }

    /** Whether a request has to be rehearsed, which takes its time. */
    boolean isRehearsed(String name, PlanRequest request) {
        return request.isRehearsed(environments.require(name).policy());
    }

    /** Plans and stores; also what may not run, with the reason. Blocks. */
    Plan make(String name, PlanRequest request) {
        Environment environment = environments.require(name);
        Planning.Planned planned = planning.plan(environment, request);
        Caller caller = access.caller();
        Plan plan = drafts.draft(
                new PlanDrafts.Heading(UUID.randomUUID(), environment, request, caller.id()),
                planned,
                inspection.look(environment, request, planned));
        store.insert(plan, planned.basis(), caller.owner());
        return plan;
    }

    /** Accepts a plan that is rehearsed; the operation's id will be the plan's. Blocks. */
    Operation rehearse(String name, PlanRequest request, @Nullable IdempotencyKey key) {
        environments.require(name);
        Caller caller = access.caller();
        return operations.accept(
                new Operations.Submission(
                        PlanHandler.TYPE, name, null, new AcceptedPlan(request, caller.id(), caller.owner()), key),
                () -> false);
    }

    /**
     * The plan of this id, for whoever asks now.
     *
     * @throws UnknownPlan when there is none, or the caller may not view its environment
     */
    public PlanStore.Stored require(UUID id) {
        return store.find(id)
                .filter(each -> access.views(each.plan().environment()))
                .orElseThrow(() -> new UnknownPlan(id));
    }

    /**
     * Lets a request with a condition pass only if it names a plan, and the plan that was read is this one. Blocks.
     *
     * @param condition ETags of plans, as {@code If-Match} has them; null where nothing is asked
     */
    public void requireMatch(@Nullable String condition, @Nullable UUID id) {
        if (condition == null) {
            return;
        }
        if (id == null) {
            throw new InvalidRequest("If-Match", "is the ETag of a plan, and this request names no plan");
        }
        String digest = require(id).plan().digest();
        boolean matches = Arrays.stream(condition.split(","))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals("\"" + digest + "\""));
        if (!matches) {
            throw new OtherDigest(digest);
        }
    }

    /**
     * What is planned, for a request that names a plan.
     *
     * @throws dev.migrationcontrol.problem.Refusal when there is no such plan of this environment and type
     */
    public PlanRequest planned(UUID id, String environment, PlanType type) {
        Plan plan = require(id).plan();
        if (!plan.environment().equals(environment) || plan.type() != type) {
            throw new PlanNotUsable("The plan " + id + " is of " + plan.environment() + " and for a "
                    + plan.type().name().toLowerCase(java.util.Locale.ROOT) + ". Make one for what is asked.");
        }
        return plan.request();
    }
}
