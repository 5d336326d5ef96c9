package dev.migrationcontrol.approval;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.StateChange;
import dev.migrationcontrol.operation.state.StateListener;
import dev.migrationcontrol.plan.PlanId;
import dev.migrationcontrol.plan.PlanStore;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Counts the approvals once more in the transaction that accepts the operation: one may have been withdrawn meanwhile. */
@Singleton
final class ApprovalUse implements StateListener {
    private final Operations operations;
    private final Environments environments;
    private final PlanStore plans;
    private final ApprovalStore store;
    private final Requesters requesters;
    private final Access access;
    private final Clock clock;

    ApprovalUse(
            Operations operations,
            Environments environments,
            PlanStore plans,
            ApprovalStore store,
            Requesters requesters,
            Access access,
            Clock clock) {
        this.operations = operations;
        this.environments = environments;
        this.plans = plans;
        this.store = store;
        this.requesters = requesters;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void changed(Connection transaction, StateChange change) throws SQLException {
        if (change.state() != OperationState.QUEUED || change.environment() == null) {
            return;
        }
        Optional<Operation> operation =
                operations.find(transaction, change.operation()).filter(each -> each.attempt() == 0);
        Optional<UUID> id = operation.flatMap(each -> PlanId.in(each.request()));
        if (id.isPresent()) {
            requesters.store(transaction, id.get(), access.caller().owner());
            require(transaction, operation.get(), id.get());
        }
    }

    private void require(Connection transaction, Operation operation, UUID id) throws SQLException {
        int required = environments
                .require(operation.requireEnvironment())
                .policy()
                .review()
                .approvals();
        Optional<PlanStore.Stored> plan = plans.lock(transaction, id);
        if (required == 0 || plan.isEmpty() || operation.request().get(BreakGlass.FIELD) != null) {
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
