package dev.migrationcontrol.audit;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of running one system's migrations on a scratch database. */
@Schema(description = "What came of running one system's migrations on a scratch database.")
public record TreeTrial(
        @Schema(description = "The system.", examples = "goose")
        String system,

        @Schema(description = "Where its scripts are in the tree.", examples = "billing/migrations")
        String location,

        @Schema(description = "What came of it.", examples = "PASSED")
        Outcome outcome,

        @Schema(description = "How many scripts lead up.", examples = "42")
        int ups,

        @Schema(description = "How many of them ran.", examples = "42")
        int upsRun,

        @Schema(description = "How many scripts lead back.", examples = "40")
        int downs,

        @Schema(description = "How many of them ran, each in the state that its migration had left.", examples = "40")
        int downsRun,

        @Schema(
                description = "How many verify scripts there are of its migrations; only Sqitch has such.",
                examples = "42")
        int verifies,

        @Schema(
                description = "How many of them ran without an error, each after its deploy script and rolled back.",
                examples = "42")
        int verifiesRun,

        @Schema(description = "How long it took.", examples = "PT2.140S")
        Duration duration,

        @Schema(
                description = "Why not all was run, where that is no failure of a script; null otherwise.",
                examples = "Migrations of django are programs, which are not run here.")
        @Nullable
        String note) {
    /** What came of a trial. */
    @Schema(
            name = "TreeTrialOutcome",
            description =
                    "PASSED: every script up and back ran, and no verify script failed. FAILED: one failed, and a finding says which and why. NOT_RUN: they"
                            + " could not be tried, or not to the end; `note` says why.")
    public enum Outcome {
        PASSED,
        FAILED,
        NOT_RUN
    }
}
