package dev.migrationcontrol.drift;

import dev.migrationcontrol.problem.Refusal;

/** Nobody has checked the environment for drift yet. */
final class DriftNotChecked extends Refusal {
    private static final long serialVersionUID = 1L;

    DriftNotChecked(String environment) {
        super(
                "drift-not-checked",
                404,
                "There is no check for drift",
                "'" + environment + "' was not checked for drift yet. POST /api/v1/environments/" + environment
                        + "/drift-checks checks it.");
    }
}
