package dev.migrationcontrol.plan;

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
    private final PlanStore store;

    PlanUse(PlanStore store) {
        this.store = store;
    }

    @Override
    public void changed(Connection transaction, StateChange change) throws SQLException {
        if (!change.isAcceptance() || change.environment() == null) {
            return;
        }
        Optional<UUID> plan = PlanId.in(change.request());
        if (plan.isPresent() && !store.use(transaction, plan.get(), change.operation())) {
            throw new PlanNotUsable("Another operation has just run the plan " + plan.get() + ": make another.");
        }
    }
}
