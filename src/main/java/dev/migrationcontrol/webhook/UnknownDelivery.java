package dev.migrationcontrol.webhook;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** The receiver has no delivery of that id. */
final class UnknownDelivery extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownDelivery(String receiver, UUID id) {
        super(
                "unknown-delivery",
                404,
                "There is no such delivery",
                "The webhook " + receiver + " has no delivery " + id + "; delivered ones are kept for a week.");
    }
}
