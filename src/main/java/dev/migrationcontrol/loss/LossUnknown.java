package dev.migrationcontrol.loss;

import dev.migrationcontrol.problem.Refusal;

/** Nobody can say what a rollback would destroy. */
final class LossUnknown extends Refusal {
    private static final long serialVersionUID = 1L;

    LossUnknown(String environment, String why) {
        super(
                "environment-unreachable",
                503,
                "The database of the environment cannot be reached",
                "What the rollback would destroy on '" + environment + "' cannot be counted: " + why);
    }
}
