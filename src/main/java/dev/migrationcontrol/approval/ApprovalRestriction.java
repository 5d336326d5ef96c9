package dev.migrationcontrol.approval;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Restriction;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.plan.PlanId;
import dev.migrationcontrol.plan.PlanStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Holds changes back that not enough other persons have approved. */
@Singleton
final class ApprovalRestriction implements Restriction {
    static final String SLUG = "approval-required";
    static final String TITLE = "Other persons have to approve";

    private final Environments environments;
    private final PlanStore plans;
    private final ApprovalStore store;
    private final Requesters requesters;
    private final Access access;
    private final Clock clock;

    ApprovalRestriction(
            Environments environments,
            PlanStore plans,
            ApprovalStore store,
            Requesters requesters,
            Access access,
            Clock clock) {
        this.environments = environments;
        this.plans = plans;
        this.store = store;
        this.requesters = requesters;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<Obstacle> against(Change change) {
        int required =
                environments.require(change.environment()).policy().review().approvals();
        Optional<UUID> id = PlanId.in(change);
        if (required == 0 || id.isEmpty() || !change.isChange() || change.breaksGlass()) {
            return List.of();
        }
        Optional<PlanStore.Stored> plan = plans.find(id.get());
        if (plan.isEmpty()) {
            return List.of();
        }
        String requester = change.operation() == null
                ? access.caller().owner()
                : requesters.of(change.operation()).orElse("");
        return ApprovalRule.missing(plan.get().plan(), store.of(id.get()), required, requester, clock.instant())
                .map(detail -> new Obstacle(
                        SLUG,
                        403,
                        TITLE,
                        detail,
                        Map.of("digest", plan.get().plan().digest())))
                .stream()
                .toList();
    }
}
