package dev.migrationcontrol.adoption;

import dev.migrationcontrol.operation.state.Failure;

/** How a step of a consolidation ended. */
sealed interface StepOutcome {
    /** What it found and did. */
    ConsolidationResult result();

    /** It is done. */
    record Well(ConsolidationResult result) implements StepOutcome {}

    /** It was not taken. */
    record Badly(ConsolidationResult result, Failure failure) implements StepOutcome {
        Badly(ConsolidationResult result, Obstacle obstacle) {
            this(result, Failure.of(obstacle.slug(), obstacle.detail(), null));
        }

        /** Whether it says that something may not be adopted, rather than that this could not be found out. */
        boolean isJudgement() {
            return failure.reason().equals(Obstacle.BLOCKED) || failure.reason().equals(Obstacle.DIFFERS);
        }
    }
}
