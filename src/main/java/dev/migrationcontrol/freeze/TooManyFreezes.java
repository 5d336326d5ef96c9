package dev.migrationcontrol.freeze;

import dev.migrationcontrol.problem.Refusal;

/** There are as many freezes that were set by requests as there may be at once. */
final class TooManyFreezes extends Refusal {
    private static final long serialVersionUID = 1L;

    TooManyFreezes(int most) {
        super(
                "too-many-freezes",
                409,
                "Too many freezes",
                most + " freezes that were set by requests are active, which is the limit. End some of them, or name"
                        + " several environments in one.");
    }
}
