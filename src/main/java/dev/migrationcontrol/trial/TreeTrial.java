package dev.migrationcontrol.trial;

import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The result of running one system's migrations on a scratch database. */
@Schema(description = "The result of running one system's migrations on a scratch database.")
public record TreeTrial(
        @Schema(description = "The system.", examples = "goose")
        String system,

        @Schema(description = "Where its scripts are in the tree.", examples = "billing/migrations")
        String location,

        @Schema(description = "The result.", examples = "PASSED")
        Outcome outcome,

        @Schema(description = "How many up scripts there are.", examples = "42")
        int ups,

        @Schema(description = "How many of them ran.", examples = "42")
        int upsRun,

        @Schema(description = "How many down scripts there are.", examples = "40")
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
                examples = "Migrations of django are programs, which the trial does not run.")
        @Nullable
        String note,

        @Schema(
                description =
                        "Files and statements that were left out, each with why; the others were run without them. At"
                                + " most 1,000 are listed.")
        List<NotRun> notRun) {
    /** So many of the parts that were left out are listed. */
    static final int LISTED = 1_000;

    /** Reports that were stored by earlier versions leave nothing out. */
    public TreeTrial {
        notRun = notRun == null ? List.of() : List.copyOf(notRun);
    }

    /** A file, or a statement of one, that was left out of a trial. */
    @Schema(name = "TreeTrialNotRun", description = "A file, or a statement of one, that was left out of a trial.")
    public record NotRun(
            @Schema(
                    description = "The file, or the script where it has none; with the line of a statement of it.",
                    examples = "migrations/0002_seed.go")
            String file,

            @Schema(
                    description = "Why it was not run.",
                    examples = "The migration is a program in Go; only SQL can be converted.")
            String why) {}

    /** The result of a trial. */
    @Schema(
            name = "TreeTrialOutcome",
            description =
                    "PASSED: every up and down script ran, and no verify script failed. FAILED: one failed by its own"
                            + " fault, and a finding says which and why. NOT_RUN: they could not be tried, or not all of"
                            + " them; `note` says why.")
    public enum Outcome {
        PASSED,
        FAILED,
        NOT_RUN
    }
}
