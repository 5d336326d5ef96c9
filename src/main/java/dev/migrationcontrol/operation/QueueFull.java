package dev.migrationcontrol.operation;

import dev.migrationcontrol.problem.Refusal;

/** As many operations wait on the environment as may. */
final class QueueFull extends Refusal {
    private static final long serialVersionUID = 1L;

    QueueFull(String environment, int limit) {
        super(
                "queue-full",
                409,
                "Too many operations wait on the environment",
                limit + " operations wait on '" + environment + "' already. Try again when some have ended.");
    }
}
