package dev.migrationcontrol.console;

import dev.migrationcontrol.problem.InvalidRequest;

/** Whoever changes something by hand says why; the journal keeps it. */
final class Reasons {
    private Reasons() {}

    static void require(Form form) {
        if (form.value("reason").isEmpty()) {
            throw new InvalidRequest("reason", "must say why; it goes into the journal");
        }
    }
}
