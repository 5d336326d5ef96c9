package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.Refusal;

/** More is asked for at once than the service answers. */
final class TooBusy extends Refusal {
    private static final long serialVersionUID = 1L;

    TooBusy(String what, String setting) {
        super(
                "too-busy",
                503,
                "The service gets more requests than it answers at a time",
                what + " Try again after the time that Retry-After says. The limit is the setting " + setting + ".");
        member("setting", setting);
    }
}
