package dev.migrationcontrol.adoption;

import dev.migrationcontrol.operation.state.Failure;

/** How a step of a consolidation ended. */
sealed interface StepOutcome {
    /** What it found and did. */
    ConsolidationResult result();

    /** It is done. */
    record Completed(ConsolidationResult result) implements StepOutcome {}

    /** It was not taken. */
    record Rejected(ConsolidationResult result, Failure failure) implements StepOutcome {
        Rejected(ConsolidationResult result, Obstacle obstacle) {
            this(result, Failure.of(obstacle.slug(), obstacle.detail(), null));
        }

        /** Whether it says that something may not be adopted, rather than that this could not be found out. */
        boolean isJudgement() {
            return failure.reason().equals(Obstacle.BLOCKED) || failure.reason().equals(Obstacle.DIFFERS);
        }
    }
}
