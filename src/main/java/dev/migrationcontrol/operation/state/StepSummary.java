package dev.migrationcontrol.operation.state;

import dev.migrationcontrol.text.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what of an operation's steps was done and what is left. */
public final class StepSummary {
    private static final int MOST_NAMES = 5;

    private StepSummary() {}

    /**
     * How a cancelled operation ended.
     *
     * @param cut the failure of the script that was running; null when none was
     */
    public static Failure cancelled(List<Step> steps, @Nullable Failure cut) {
        String message = steps.isEmpty()
                ? "The operation was cancelled before anything was run."
                : "The operation was cancelled after " + done(steps) + ". Not run: " + left(steps) + ".";
        String hint = "The completed steps stay: ask again for the rest, or roll back with this operation's id.";
        return cut == null
                ? new Failure("cancelled", null, null, null, null, message, steps.isEmpty() ? null : hint, null)
                : new Failure(
                        "cancelled",
                        cut.step(),
                        cut.statement(),
                        cut.line(),
                        cut.sqlState(),
                        message,
                        hint,
                        cut.effect());
    }

    /** For people: {@code 2 of 5 steps}. */
    public static String done(List<Step> steps) {
        long done = steps.stream()
                .filter(step -> step.state() == Step.State.SUCCEEDED)
                .count();
        return done + " of " + steps.size() + " steps";
    }

    /** The scripts that have not come to their end, for people. */
    public static String left(List<Step> steps) {
        List<String> names = steps.stream()
                .filter(step -> step.state() != Step.State.SUCCEEDED)
                .map(Step::script)
                .toList();
        return Listing.of(names, MOST_NAMES);
    }
}
