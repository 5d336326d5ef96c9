package dev.migrationcontrol.operation;

import org.jspecify.annotations.Nullable;

/**
 * A step before it runs.
 *
 * @param historyRank the rank that its history row will have: how a later executor finds out whether it was done
 */
public record PlannedStep(
        @Nullable String version, String description, String script, Step.Direction direction, int historyRank) {
    Step pending() {
        return new Step(version, description, script, direction, Step.State.PENDING, null, null, null);
    }
}
