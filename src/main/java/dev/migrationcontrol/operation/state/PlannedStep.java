package dev.migrationcontrol.operation.state;

import org.jspecify.annotations.Nullable;

/**
 * A step as it was planned, with what a replica needs to go on where another stopped.
 *
 * @param historyRank the rank that its history row will have: how a later replica finds out whether it was done
 * @param checksum of the script that was planned; null where Flyway has none
 * @param outsideStatement the statement that a replica was about to run outside of a transaction; 0 before that
 */
public record PlannedStep(
        @Nullable String version,
        String description,
        String script,
        Step.Direction direction,
        int historyRank,
        @Nullable Integer checksum,
        int outsideStatement) {
    public Step pending() {
        return new Step(version, description, script, direction, Step.State.PENDING, null, null, null);
    }

    public PlannedStep atOutsideStatement(int statement) {
        return new PlannedStep(version, description, script, direction, historyRank, checksum, statement);
    }
}
