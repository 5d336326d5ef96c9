package dev.migrationcontrol.token;

import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.problem.Refusal;
import java.util.List;

/** A token that is not made. */
final class TokenRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private TokenRefused(String slug, int status, String title, String detail) {
        super(slug, status, title, detail);
    }

    static TokenRefused open() {
        return new TokenRefused(
                "access-open",
                409,
                "Access is open",
                "Everyone who reaches the service may do everything, so a token would keep nobody off. Configure the first"
                        + " token and its grant, as docs/access.md says, and restart.");
    }

    static TokenRefused caller(Caller caller) {
        return new TokenRefused(
                "no-tokens-of-this-caller",
                403,
                "This caller makes no tokens",
                caller.id()
                        + (caller.kind() == Caller.Kind.WORKLOAD
                                ? " is a job or a workload, whose own credential ends soon: a token would outlive it."
                                : " is itself a token of this service: whoever found it would keep a second one.")
                        + " Ask as a person, or with a configured token.");
    }

    static TokenRefused exceeding(List<String> reasons) {
        TokenRefused refused = new TokenRefused(
                "token-exceeds-grants",
                403,
                "The token would give more than its maker has",
                String.join(" ", reasons) + " Ask for less, or ask for a grant first.");
        refused.member("reasons", reasons);
        return refused;
    }

    static TokenRefused tooMany(String whose, int most) {
        return new TokenRefused(
                "too-many-tokens",
                409,
                "Too many tokens",
                whose + " " + most + " live tokens already, and there may not be more. Revoke one that is not used any"
                        + " more, or wait until one expires.");
    }
}
