package dev.migrationcontrol.gate;

import dev.migrationcontrol.problem.Refusal;

/** The request calls the service by a name that is not its own. */
final class ForeignHost extends Refusal {
    private static final long serialVersionUID = 1L;

    ForeignHost(String host) {
        super(
                "foreign-host",
                421,
                "The service does not answer to this host name",
                "The host of this request is '" + host + "'. The service answers to localhost, and to the names in "
                        + AllowedHosts.SETTING + ". Use one of them, or add this one.");
        member("setting", AllowedHosts.SETTING);
    }
}
