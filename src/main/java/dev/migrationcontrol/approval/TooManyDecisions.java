package dev.migrationcontrol.approval;

import dev.migrationcontrol.problem.Refusal;

/** As many people have decided about a plan as may. */
final class TooManyDecisions extends Refusal {
    private static final long serialVersionUID = 1L;

    TooManyDecisions(int most) {
        super(
                "too-many-decisions",
                409,
                "Enough people have decided",
                most + " people have decided about this plan, and no more may. One of them can withdraw what it said.");
    }
}
