package dev.migrationcontrol.trial;

import dev.migrationcontrol.problem.Refusal;

/** Scripts of a tree may not be run on this environment's server. */
public final class TrialNotAllowed extends Refusal {
    private static final long serialVersionUID = 1L;

    private TrialNotAllowed(String environment, String why) {
        super(
                "trial-not-allowed",
                409,
                "Scripts of trees may not be run there",
                why + " Or leave out scratchEnvironment.");
        member("environment", environment);
    }

    public static TrialNotAllowed notConfigured(String environment) {
        return new TrialNotAllowed(
                environment,
                "The server of '" + environment + "' is not one on which scripts of trees may be tried. Name it in"
                        + " migration-control.audits.scratch-environments if its user may do no harm.");
    }

    public static TrialNotAllowed notForUploads(String environment) {
        return new TrialNotAllowed(
                environment,
                "Scripts of an uploaded archive are not run on the server of '" + environment + "', since anyone may"
                        + " have sent them. Audit a directory below a configured root, or name the environment in"
                        + " migration-control.audits.upload-scratch-environments too.");
    }

    public static TrialNotAllowed rights(String environment, String rights) {
        return new TrialNotAllowed(
                environment,
                "Scripts of trees are not run on the server of '" + environment + "': " + rights
                        + ", and any script could use that. Name an environment whose role is a plain one that may create"
                        + " databases (CREATE ROLE … LOGIN CREATEDB).");
    }
}
