package dev.migrationcontrol.plan;

import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.StateChange;
import dev.migrationcontrol.operation.state.StateListener;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Uses a plan up in the transaction that accepts its operation: it is run once. */
@Singleton
final class PlanUse implements StateListener {
    private final Operations operations;
    private final PlanStore store;

    PlanUse(Operations operations, PlanStore store) {
        this.operations = operations;
        this.store = store;
    }

    @Override
    public void changed(Connection transaction, StateChange change) throws SQLException {
        if (change.state() != OperationState.QUEUED || change.environment() == null) {
            return;
        }
        Optional<Operation> operation = operations.find(transaction, change.operation());
        Optional<UUID> plan = operation.filter(each -> each.attempt() == 0).flatMap(each -> PlanId.in(each.request()));
        if (plan.isPresent() && !store.use(transaction, plan.get(), change.operation())) {
            throw new PlanNotUsable("Another operation has just run the plan " + plan.get() + ": make another.");
        }
    }
}
