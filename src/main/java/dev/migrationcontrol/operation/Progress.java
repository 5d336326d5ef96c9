package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far an operation is. */
@Schema(name = "OperationProgress", description = "How far an operation is.")
record Progress(
        @Schema(description = "How many steps are done.", examples = "1")
        int completed,

        @Schema(description = "How many steps there are.", examples = "3")
        int total,

        @Schema(description = "What runs now; null between steps and after the end.") @Nullable
        Current current,

        @Schema(description = "Which sessions wait for each other now; null where none does.") @Nullable
        Locks locks) {
    /** Locks are looked at several times a second, and written at least every five seconds while they last. */
    private static final Duration PRESENT = Duration.ofSeconds(10);

    /** Counts the steps that have succeeded. */
    static Progress of(List<Step> steps, @Nullable Current current, @Nullable Locks locks) {
        int completed = (int) steps.stream()
                .filter(step -> step.state() == Step.State.SUCCEEDED)
                .count();
        return new Progress(completed, steps.size(), current, locks);
    }

    /** The same without locks that were seen too long ago to be there still. */
    Progress at(Instant now) {
        return locks == null || locks.seenAt().plus(PRESENT).isAfter(now)
                ? this
                : new Progress(completed, total, current, null);
    }

    /** Which sessions wait for each other. */
    @Schema(name = "OperationLocks", description = "Which sessions wait for each other now.")
    public record Locks(
            @Schema(description = "When that was seen.", examples = "2026-01-31T10:00:00Z")
            Instant seenAt,

            @Schema(description = "Sessions that hold what the running statement needs, 20 at the most.")
            List<Session> waitsFor,

            @Schema(description = "How many sessions wait for locks of the running script.", examples = "3")
            int blocked,

            @Schema(description = "How long the longest of them waits; null where none does.", examples = "PT0.9S")
            @Nullable
            Duration longestWait) {
        public Locks {
            waitsFor = List.copyOf(waitsFor);
        }
    }

    /** Another session at the server. */
    @Schema(name = "OtherSession", description = "Another session at the server.")
    public record Session(
            @Schema(description = "Its process.", examples = "4711")
            int pid,

            @Schema(description = "What it calls itself; empty where it does not say.", examples = "billing-api")
            String application,

            @Schema(description = "Its role; null where it may not be seen.", examples = "billing") @Nullable
            String user,

            @Schema(description = "What it does; null where it may not be seen.", examples = "idle in transaction")
            @Nullable
            String state,

            @Schema(description = "Since when its transaction lasts.", examples = "2026-01-31T10:00:00Z") @Nullable
            Instant since) {}

    /** What runs now. */
    @Schema(name = "CurrentStep", description = "What runs now.")
    public record Current(
            @Schema(description = "The version; null for repeatables.", examples = "44") @Nullable
            String version,

            @Schema(description = "The script.", examples = "V44__index_orders.sql")
            String script,

            @Schema(description = "The statement that runs, from 1.", examples = "2")
            int statement,

            @Schema(description = "How many statements the script has.", examples = "5")
            int of,

            @Schema(
                    description = "What PostgreSQL says it is doing; null for most statements.",
                    examples = "building index: scanning table")
            @Nullable
            String phase,

            @Schema(description = "How far this phase is, 0 to 100; null when unknown.", examples = "42") @Nullable
            Integer percent) {}
}
