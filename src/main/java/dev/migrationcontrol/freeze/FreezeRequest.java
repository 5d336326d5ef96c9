package dev.migrationcontrol.freeze;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.problem.InvalidRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A freeze that begins now. */
@Schema(description = "A freeze that begins now, and ends by itself.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FreezeRequest(
        @Schema(
                description = "The environments; `*` alone for all of them.",
                examples = "[\"production\"]",
                required = true)
        @Nullable
        List<String> environments,

        @Schema(description = "Why; at most 500 characters.", examples = "the year-end closing runs", required = true)
        @Nullable
        String reason,

        @Schema(description = "When it ends; within a year.", examples = "2027-01-04T06:00:00Z", required = true)
        @Nullable
        Instant until,

        @Schema(description = "Whether rollbacks stay allowed; the default is false.", examples = "true") @Nullable
        Boolean rollback) {
    private static final int MOST_ENVIRONMENTS = 100;
    private static final int LONGEST_REASON = 500;

    static final FreezeRequest NOTHING_SAID = new FreezeRequest(null, null, null, null);

    /**
     * The environments, sorted.
     *
     * @throws InvalidRequest when there are none, or too many
     */
    Set<String> requireEnvironments() {
        if (environments == null || environments.isEmpty() || environments.size() > MOST_ENVIRONMENTS) {
            throw new InvalidRequest(
                    "environments",
                    "must name 1 to " + MOST_ENVIRONMENTS + " environments, or * alone for all of them");
        }
        Set<String> names = new TreeSet<>();
        for (String name : environments) {
            if (name == null) {
                throw new InvalidRequest("environments", "must be names");
            }
            names.add(name);
        }
        if (names.contains(Freeze.ALL) && names.size() > 1) {
            throw new InvalidRequest("environments", "must be names, or * alone for all of them");
        }
        return names;
    }

    /**
     * @throws InvalidRequest when it says no reason, or one that is too long
     */
    String requireReason() {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0) {
            throw new InvalidRequest("reason", "must say why, in 1 to " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    /**
     * @throws InvalidRequest when it says no end, or none within a year from now
     */
    Instant requireUntil(Instant now) {
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(java.time.Duration.ofDays(366)))) {
            throw new InvalidRequest(
                    "until", "must be a moment after now and within a year, such as 2027-01-04T06:00:00Z");
        }
        return until;
    }

    boolean allowsRollback() {
        return Boolean.TRUE.equals(rollback);
    }
}
