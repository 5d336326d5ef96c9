package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a server or a network that is away for a while from a statement that ends its session each time that it
 * runs: by ending itself within a function, or by crashing the server. The first passes, the second must not be tried
 * for long.
 */
final class LostSessions {
    /** Someone may end a session once; who does it again means the statement. */
    private static final int MOST_ENDED = 2;

    private static final int MOST_LOST = 3;

    private @Nullable Place last;
    private int times;

    private record Place(int step, int statement) {}

    /**
     * @param step that was running; negative when none was
     * @return the failure, or that it is the statement's own doing
     */
    RunFailure judged(RunFailure failure, int step) {
        ServerError error = failure.error();
        if (failure.reason() != Reason.UNREACHABLE || step < 0 || error == null || error.statement() == 0) {
            return failure;
        }
        Place place = new Place(step, error.statement());
        times = Objects.equals(place, last) ? times + 1 : 1;
        last = place;
        int most = RunFailure.SESSION_ENDED.equals(error.sqlState()) ? MOST_ENDED : MOST_LOST;
        return times < most
                ? failure
                : failure.because(
                        Reason.CHECK_FAILED,
                        "The session ended " + times + " times at statement " + error.statement()
                                + ", and could be opened again each time, so the statement ends it: "
                                + failure.message());
    }
}
