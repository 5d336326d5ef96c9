package dev.migrationcontrol.execution.preflight;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** A protected environment was to be changed without naming it again, or a request confirms another environment. */
public final class ConfirmationRequired extends Refusal {
    private static final long serialVersionUID = 1L;

    private ConfirmationRequired(String environment, String detail) {
        super("confirmation-required", 409, "The change has to be confirmed", detail);
        member("environment", environment);
    }

    /**
     * @param confirm what the request confirms; null when it confirms nothing
     * @throws ConfirmationRequired when the environment is protected and not named, or when another one is named
     */
    public static void check(Environment environment, @Nullable String confirm) {
        String name = environment.name();
        if (confirm == null && environment.policy().isProtected()) {
            throw new ConfirmationRequired(
                    name,
                    "The environment '" + name + "' is protected: it is changed only by a request whose body has"
                            + " \"confirm\":\"" + name + "\".");
        }
        if (confirm != null && !confirm.equals(name)) {
            throw new ConfirmationRequired(
                    name,
                    "The request is for the environment '" + name + "', but its field confirm names another one. Write"
                            + " \"confirm\":\"" + name + "\", if this environment is meant.");
        }
    }
}
