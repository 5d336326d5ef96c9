package dev.migrationcontrol.environment;

import java.time.Duration;

/**
 * What has to be read, and by whom, before an environment is changed.
 *
 * @param planRequired whether an upgrade or a rollback has to name a plan
 * @param onlyPlanned whether changes for which there is no plan are refused as well
 * @param approvals how many other persons have to approve the plan; more than none requires a plan
 * @param planExpiry how long a plan can be run
 * @param rehearsalRequired whether the plan has to have been rehearsed; requires a plan
 * @param rehearsal where plans are rehearsed
 * @param provenUndoRequired whether an upgrade runs only what can be undone by a script that is proven
 */
public record ReviewPolicy(
        boolean planRequired,
        boolean onlyPlanned,
        int approvals,
        Duration planExpiry,
        boolean rehearsalRequired,
        RehearsalPlace rehearsal,
        boolean provenUndoRequired) {
    static final ReviewPolicy NONE =
            new ReviewPolicy(false, false, 0, Duration.ofHours(24), false, RehearsalPlace.WHERE_POSSIBLE, false);

    public ReviewPolicy {
        onlyPlanned = onlyPlanned || approvals > 0;
        planRequired = planRequired || onlyPlanned || rehearsalRequired;
    }
}
