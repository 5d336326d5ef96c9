package dev.migrationcontrol.freeze;

import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.problem.Shortened;

/** The request names a freeze that nobody set by a request. */
final class UnknownFreeze extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownFreeze(String id) {
        super(
                "unknown-freeze",
                404,
                "Unknown freeze",
                "No request set a freeze with the id " + Shortened.of(id, 100)
                        + ". Freezes of the configuration end with it.");
    }
}
