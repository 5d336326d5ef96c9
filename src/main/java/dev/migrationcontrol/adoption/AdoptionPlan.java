package dev.migrationcontrol.adoption;

import org.jspecify.annotations.Nullable;

/**
 * What an adoption would do.
 *
 * @param obstacle why nothing may be adopted; null when it may
 */
record AdoptionPlan(ConsolidationResult result, @Nullable Obstacle obstacle) {
    StepOutcome outcome() {
        return obstacle == null ? new StepOutcome.Completed(result) : new StepOutcome.Rejected(result, obstacle);
    }
}
