package dev.migrationcontrol.environment;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

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
 * @param acceptLoss whether a rollback has to name what it destroys
 */
public record ReviewPolicy(
        boolean planRequired,
        boolean onlyPlanned,
        int approvals,
        Duration planExpiry,
        boolean rehearsalRequired,
        RehearsalPlace rehearsal,
        boolean provenUndoRequired,
        AcceptLoss acceptLoss) {
    static final ReviewPolicy NONE = new ReviewPolicy(
            false, false, 0, Duration.ofHours(24), false, RehearsalPlace.WHERE_POSSIBLE, false, AcceptLoss.USUAL);

    /** Whether a rollback has to name what it destroys. */
    public enum AcceptLoss {
        REQUIRED,
        NEVER_ASKED,
        /** In a protected environment, in one that requires plans, and wherever the rollback names a plan. */
        USUAL;

        static Optional<AcceptLoss> find(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "required" -> Optional.of(REQUIRED);
                case "never-asked" -> Optional.of(NEVER_ASKED);
                default -> Optional.empty();
            };
        }
    }

    public ReviewPolicy {
        onlyPlanned = onlyPlanned || approvals > 0;
        planRequired = planRequired || onlyPlanned || rehearsalRequired;
    }
}
