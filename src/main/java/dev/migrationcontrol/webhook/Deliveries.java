package dev.migrationcontrol.webhook;

import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.operation.idempotency.RequestKeys;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries dead deliveries again. */
@Singleton
final class Deliveries {
    private final DeliveryStore store;
    private final RequestKeys keys;
    private final Clock clock;

    Deliveries(DeliveryStore store, RequestKeys keys, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Begins a dead delivery anew, with as many attempts as a new one has.
     *
     * @param key when it came with the same request before, nothing is done
     */
    Delivery retry(Receiver receiver, UUID id, @Nullable IdempotencyKey key) {
        return store.inTransaction(transaction -> {
            Delivery delivery = require(transaction, receiver, id);
            if (key != null
                    && !keys.isFirst(transaction, key, "WEBHOOK_RETRY", Map.of("delivery", id), delivery.operation())) {
                return delivery;
            }
            if (delivery.state() != Delivery.State.DEAD) {
                throw new DeliveryNotDead(delivery);
            }
            store.revive(transaction, id, clock.instant());
            return require(transaction, receiver, id);
        });
    }

    private Delivery require(Connection transaction, Receiver receiver, UUID id) throws SQLException {
        return store.find(transaction, id)
                .filter(found -> found.webhook().equals(receiver.name()))
                .orElseThrow(() -> new UnknownDelivery(receiver.name(), id));
    }
}
