package dev.migrationcontrol.approval;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.state.StateChange;
import dev.migrationcontrol.operation.state.StateListener;
import dev.migrationcontrol.plan.PlanId;
import dev.migrationcontrol.plan.PlanStore;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Counts the approvals once more in the transaction that accepts the operation: one may have been withdrawn meanwhile. */
@Singleton
final class ApprovalUse implements StateListener {
    private final Environments environments;
    private final PlanStore plans;
    private final ApprovalStore store;
    private final Requesters requesters;
    private final Access access;
    private final Clock clock;

    ApprovalUse(
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
    public void changed(Connection transaction, StateChange change) throws SQLException {
        String environment = change.environment();
        if (!change.isAcceptance() || environment == null) {
            return;
        }
        Optional<UUID> id = PlanId.in(change.request());
        if (id.isPresent()) {
            requesters.store(transaction, id.get(), access.caller().owner());
            require(transaction, environment, change.request(), id.get());
        }
    }

    private void require(Connection transaction, String environment, Map<String, Object> request, UUID id)
            throws SQLException {
        int required = environments.require(environment).policy().review().approvals();
        Optional<PlanStore.Stored> plan = plans.lock(transaction, id);
        if (required == 0 || plan.isEmpty() || request.get(BreakGlass.FIELD) != null) {
            return;
        }
        Optional<String> missing = ApprovalRule.missing(
                plan.get().plan(),
                store.of(transaction, id),
                required,
                access.caller().owner(),
                clock.instant());
        if (missing.isPresent()) {
            throw new ApprovalMissing(missing.get(), plan.get().plan().digest());
        }
    }
}
