package dev.migrationcontrol.operation.state;

import java.util.Optional;

/**
 * How many replicas of an operation died, that is, ended without handing it over; rolling restarts hand over and do not
 * count.
 *
 * @param all at any point
 * @param early before a step was begun: while they planned, or read the target's history
 */
public record Deaths(int all, int early) {
    /** What kills one replica after another, at whatever step, should not go on for ever. */
    private static final int MOST = 100;

    /**
     * Why the operation is not taken up again; nothing when it is.
     *
     * @param most how many replicas may die at the same point
     */
    public Optional<Failure> tooMany(int most) {
        if (early >= most) {
            return Optional.of(failure(
                    null,
                    count(early)
                            + " replicas died during this operation before a step was begun, while they planned it or"
                            + " read the target's history, so it is not taken up again."));
        }
        return all < MOST
                ? Optional.empty()
                : Optional.of(failure(
                        null, count(all) + " replicas died during this operation, so it is not taken up again."));
    }

    /** As the failure of an operation whose replicas died again and again at one step. */
    public static Failure atStep(String script, int deaths) {
        return failure(
                script,
                count(deaths) + " replicas died while " + script
                        + " ran, so it is not run again: it would end one replica after another.");
    }

    private static Failure failure(@org.jspecify.annotations.Nullable String step, String message) {
        return new Failure(
                "interrupted",
                step,
                null,
                null,
                null,
                message,
                "Look in the logs and the orchestrator's events for what ended the service there, often a lack of memory:"
                        + " give it more, or split the script. Then ask again for what is still to be done.",
                step == null ? null : step + " is not in the history; the steps say what was done before it.");
    }

    private static String count(int number) {
        return number == 2 ? "Two" : Integer.toString(number);
    }
}
