package dev.migrationcontrol.token;

import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.problem.Shortened;

/** There is no token of this id, or it is not for the caller's eyes. */
final class UnknownToken extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownToken(String id) {
        super(
                "unknown-token",
                404,
                "There is no such token",
                "There is no token of the id " + Shortened.of(id, 40)
                        + ", or it is another caller's. List the tokens: the id is the part between mct_ and the next _.");
    }
}
