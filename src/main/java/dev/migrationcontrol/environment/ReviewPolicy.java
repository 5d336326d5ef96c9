package dev.migrationcontrol.environment;

import java.time.Duration;

/**
 * What has to be read, and by whom, before an environment is changed.
 *
 * @param planRequired whether an upgrade or a rollback has to name a plan
 * @param approvals how many other persons have to approve the plan; more than none requires a plan
 * @param planExpiry how long a plan can be run
 */
public record ReviewPolicy(boolean planRequired, int approvals, Duration planExpiry) {
    static final ReviewPolicy NONE = new ReviewPolicy(false, 0, Duration.ofHours(24));

    public ReviewPolicy {
        planRequired = planRequired || approvals > 0;
    }
}
