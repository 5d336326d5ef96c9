package dev.migrationcontrol.console;

import dev.migrationcontrol.problem.InvalidRequest;

/** Whoever undoes something types where. */
final class Confirmations {
    private Confirmations() {}

    static void require(Form form, String environment) {
        if (!form.value("confirm").equals(environment)) {
            throw new InvalidRequest("confirm", "must be the name of the environment, " + environment);
        }
    }
}
