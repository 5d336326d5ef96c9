package dev.migrationcontrol.check;

import dev.migrationcontrol.problem.Refusal;

/** The request names a rule that there is not. */
final class UnknownRule extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownRule(String id) {
        super(
                "unknown-rule",
                404,
                "Unknown rule",
                "There is no rule " + id.replaceAll("[^ -~]", "?") + "; GET /api/v1/rules lists them.");
    }
}
