package dev.migrationcontrol.script;

import dev.migrationcontrol.problem.Refusal;

/** The scripts of an environment cannot be read: a location is missing, or two scripts claim one version. */
public final class ScriptsUnreadable extends Refusal {
    private static final long serialVersionUID = 1L;

    ScriptsUnreadable(String environment, String why) {
        super(
                "scripts-unreadable",
                409,
                "The scripts of the environment cannot be read",
                "The scripts of '" + environment + "' cannot be read: " + why);
        member("environment", environment);
    }
}
