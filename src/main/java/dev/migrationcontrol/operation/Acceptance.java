package dev.migrationcontrol.operation;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.ExecutionPolicy;
import dev.migrationcontrol.environment.ExecutionPolicy.OnBusy;
import dev.migrationcontrol.operation.AcceptanceStore.Insertion;
import dev.migrationcontrol.operation.idempotency.IdempotencyKeyStore.KeyedRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepts one operation, lets it wait for its turn, or refuses it, as the policy of its environment says. */
@Singleton
final class Acceptance {
    private final Environments environments;
    private final AcceptanceStore store;
    private final OperationReader reader;
    private final OperationScheduler scheduler;

    Acceptance(Environments environments, AcceptanceStore store, OperationReader reader, OperationScheduler scheduler) {
        this.environments = environments;
        this.store = store;
        this.reader = reader;
        this.scheduler = scheduler;
    }

    /**
     * Work that waits for another operation is accepted without a check: whether it can run is decided when its turn
     * comes.
     *
     * @param key null when the request has none; when it is bound already, nothing is accepted
     */
    void accept(NewOperation operation, @Nullable KeyedRequest key, Operations.Admission admission) {
        String environment = operation.environment();
        Integer queueLimit = queueLimit(environment);
        boolean busy = environment != null && isBusy(environment, queueLimit);
        boolean nothingToDo = !busy && admission.isNothingToDo();
        Insertion insertion =
                nothingToDo ? store.insertFinished(operation, key) : store.insert(operation, key, queueLimit);
        if (environment != null) {
            requireInserted(insertion, environment, queueLimit);
        }
        if (insertion == Insertion.DUE) {
            scheduler.wake();
        }
    }

    private boolean isBusy(String environment, @Nullable Integer queueLimit) {
        Optional<UUID> active = reader.findActive(environment);
        if (active.isPresent() && queueLimit == null) {
            throw new OperationInProgress(environment, active.get());
        }
        return active.isPresent();
    }

    private void requireInserted(Insertion insertion, String environment, @Nullable Integer queueLimit) {
        if (insertion == Insertion.BUSY) {
            throw new OperationInProgress(
                    environment, reader.findActive(environment).orElse(null));
        }
        if (insertion == Insertion.FULL && queueLimit != null) {
            throw new QueueFull(environment, queueLimit);
        }
    }

    /** How many operations may wait; null where none may. */
    private @Nullable Integer queueLimit(@Nullable String environment) {
        Optional<ExecutionPolicy> policy = Optional.ofNullable(environment)
                .flatMap(environments::find)
                .map(Environment::policy)
                .map(each -> each.execution());
        return policy.filter(each -> each.onBusy() == OnBusy.QUEUE)
                .map(ExecutionPolicy::queueLimit)
                .orElse(null);
    }
}
