package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller is known, and may not do this. */
final class Forbidden extends Refusal {
    private static final long serialVersionUID = 1L;

    Forbidden(Caller caller, Decision decision) {
        super("forbidden", 403, "Forbidden", detail(caller, decision));
        member("verb", decision.verb());
        if (decision.environment() != null) {
            member("environment", decision.environment());
        }
        member("roles", decision.roles());
        member("reasons", decision.reasons());
    }

    private static String detail(Caller caller, Decision decision) {
        return caller.id() + " may not " + decision.verb() + where(decision.environment()) + ". "
                + String.join(" ", decision.reasons()) + " One of these roles would do: "
                + String.join(", ", List.copyOf(decision.roles())) + ".";
    }

    private static String where(@Nullable String environment) {
        return environment == null ? "" : " on " + environment;
    }
}
