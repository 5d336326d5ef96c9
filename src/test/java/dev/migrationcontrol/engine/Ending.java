package dev.migrationcontrol.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How work on a database ended.
 *
 * @param refusal why nothing was run; null when something was, or there was nothing to do
 * @param failure what went wrong in our runner while it ran
 * @param ran the scripts that succeeded; not known of stock Flyway
 */
public record Ending(@Nullable String refusal, @Nullable RunFailure failure, List<String> ran) {
    static Ending done(List<String> ran) {
        return new Ending(null, null, List.copyOf(ran));
    }

    static Ending refused(String why) {
        return new Ending(why, null, List.of());
    }

    static Ending failed(RunFailure failure, List<String> ran) {
        return new Ending(null, failure, List.copyOf(ran));
    }

    boolean succeeded() {
        return refusal == null && failure == null;
    }

    RunFailure requireFailure() {
        if (failure == null) {
            throw new AssertionError("expected a failure, but it ended as " + this);
        }
        return failure;
    }

    @Override
    public String toString() {
        if (failure != null) {
            return failure.reason() + ": " + failure.message() + " (" + failure.effect() + ")";
        }
        return refusal != null ? "refused: " + refusal : "done " + ran;
    }
}
