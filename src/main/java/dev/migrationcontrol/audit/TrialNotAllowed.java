package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Refusal;

/** Scripts of a tree may not be run beside this environment's database. */
final class TrialNotAllowed extends Refusal {
    private static final long serialVersionUID = 1L;

    TrialNotAllowed(String environment) {
        super(
                "trial-not-allowed",
                409,
                "Scripts of trees may not be run there",
                "The server of '" + environment + "' is not one on which scripts of trees may be tried. Name it in"
                        + " migration-control.audits.scratch-environments if its user may do no harm, or leave out"
                        + " scratchEnvironment.");
        member("environment", environment);
    }
}
