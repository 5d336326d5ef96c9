package dev.migrationcontrol.status;

import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.problem.Shortened;

/** The environment has no script of this name. */
final class UnknownScript extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownScript(String environment, String script) {
        super(
                "unknown-script",
                404,
                "There is no such script",
                environment + " has no script " + Shortened.of(script, 100)
                        + ". The list of its migrations names each script as it has to be written here.");
    }
}
