package dev.migrationcontrol.webhook;

import dev.migrationcontrol.operation.DurableTasks;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Tries dead deliveries again. */
@Singleton
final class Deliveries {
    private final DeliveryStore store;
    private final DurableTasks tasks;

    Deliveries(DeliveryStore store, DurableTasks tasks) {
        this.store = store;
        this.tasks = tasks;
    }

    /** Begins a dead delivery anew, with as many attempts as a new one has. */
    Delivery retry(Receiver receiver, UUID id) {
        return store.inTransaction(transaction -> {
            Delivery delivery = require(transaction, receiver, id);
            if (delivery.state() != Delivery.State.DEAD) {
                throw new DeliveryNotDead(delivery);
            }
            Instant now = Instant.now();
            store.revive(transaction, id, now);
            tasks.schedule(transaction, DeliveryTask.NAME, id.toString(), now);
            return require(transaction, receiver, id);
        });
    }

    private Delivery require(Connection transaction, Receiver receiver, UUID id) throws SQLException {
        return store.find(transaction, id)
                .filter(found -> found.webhook().equals(receiver.name()))
                .orElseThrow(() -> new UnknownDelivery(receiver.name(), id));
    }
}
