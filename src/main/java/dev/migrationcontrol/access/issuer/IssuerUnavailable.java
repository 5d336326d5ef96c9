package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.problem.Refusal;

/** The issuer cannot be asked, so that nobody can say whether what it issued is right, nor log in there. */
final class IssuerUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    private IssuerUnavailable(String detail) {
        super("issuer-unavailable", 503, "The issuer of the credential does not answer", detail);
    }

    static IssuerUnavailable forTokens(String provider) {
        return new IssuerUnavailable("The provider " + provider
                + " cannot be asked for its keys now, so its tokens cannot be proved. Try again"
                + " later, or call with a token of this service; others are not concerned.");
    }

    static IssuerUnavailable forLogins(String provider) {
        return new IssuerUnavailable("The provider " + provider
                + " does not answer as it should, so nobody can log in there now. Try again later, or log in with a"
                + " token of this service.");
    }
}
