package dev.migrationcontrol.webhook;

import dev.migrationcontrol.problem.Refusal;

/** Only a dead delivery can be tried again by hand: others are delivered, or will be tried by themselves. */
final class DeliveryNotDead extends Refusal {
    private static final long serialVersionUID = 1L;

    DeliveryNotDead(Delivery delivery) {
        super(
                "delivery-not-dead",
                409,
                "The delivery is not dead",
                delivery.state() == Delivery.State.DELIVERED
                        ? "It was delivered; there is nothing to try again."
                        : "The service tries it again by itself, next at " + delivery.nextAttemptAt() + ".");
        member("state", delivery.state().name());
    }
}
