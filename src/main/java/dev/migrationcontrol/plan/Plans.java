package dev.migrationcontrol.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.planner.refusal.PlanResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Makes plans and looks them up. */
@Singleton
public class Plans {
    private final Environments environments;
    private final Planning planning;
    private final PlanStore store;
    private final Access access;
    private final StoredJson json;
    private final Clock clock;

    Plans(
            Environments environments,
            Planning planning,
            PlanStore store,
            Access access,
            ObjectMapper mapper,
            Clock clock) {
        this.environments = environments;
        this.planning = planning;
        this.store = store;
        this.access = access;
        this.json = new StoredJson(mapper);
        this.clock = clock;
    }

    /** Plans and stores; also what may not run, with the reason. Blocks. */
    Plan make(String name, PlanRequest request) {
        Environment environment = environments.require(name);
        Planning.Planned planned = planning.plan(environment, request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Caller caller = access.caller();
        boolean ready = planned.result() instanceof PlanResult.Ready;
        Plan plan = new Plan(
                UUID.randomUUID(),
                name,
                request.requireType(),
                request,
                ready ? Plan.State.READY : Plan.State.BLOCKED,
                now,
                caller.id(),
                now.plus(environment.policy().review().planExpiry()),
                planned.basis().digest(name + " " + json.write(request)),
                ready ? PlanSteps.of(((PlanResult.Ready) planned.result()).runs(), planned.scripts()) : List.of(),
                ready ? ((PlanResult.Ready) planned.result()).remarks() : List.of(),
                planned.result() instanceof PlanResult.Blocked blocked
                        ? new Plan.Obstruction(blocked.obstacle().slug(), blocked.detail(), blocked.versions())
                        : null,
                null);
        store.insert(plan, planned.basis(), caller.owner());
        return plan;
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
