package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.problem.Refusal;

/** The issuer cannot be asked for its keys, so that nobody can say whether its tokens are right. */
final class IssuerUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    IssuerUnavailable(String provider) {
        super(
                "issuer-unavailable",
                503,
                "The issuer of the credential does not answer",
                "The provider " + provider
                        + " cannot be asked for its keys now, so its tokens cannot be proved. Try again"
                        + " later, or call with a token of this service; others are not concerned.");
    }
}
