package dev.migrationcontrol.loss;

import dev.migrationcontrol.problem.Refusal;

/** The target of a rollback cannot be asked what it holds. */
final class LossUnknown extends Refusal {
    private static final long serialVersionUID = 1L;

    LossUnknown(String environment, String why) {
        super(
                "environment-unreachable",
                503,
                "The database of the environment cannot be reached",
                "What '" + environment + "' holds cannot be read or changed: " + why);
    }
}
