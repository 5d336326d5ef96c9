package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.problem.Refusal;

/** An issuer sent a browser back, and nobody is logged in. */
final class LoginFailed extends Refusal {
    private static final long serialVersionUID = 1L;

    private LoginFailed(int status, String detail) {
        super("login-failed", status, "The login failed", detail);
    }

    static LoginFailed unknownProvider() {
        return new LoginFailed(404, "No provider of this name logs people in here. Choose one of this page.");
    }

    static LoginFailed notBegun() {
        return new LoginFailed(
                400,
                "This login did not begin in this browser, or more than ten minutes ago, or it is over already. Begin it"
                        + " again on this page, in one window alone.");
    }

    /** @param error the issuer's word for it, one of the protocol */
    static LoginFailed refused(String provider, String error) {
        String why = switch (error) {
            case "access_denied" -> " says that the login was refused there, or cancelled.";
            case "temporarily_unavailable", "server_error" -> " cannot log anyone in now. Try again later.";
            default ->
                " refused the login with " + error + ". Its administrator has to look at how the client of this"
                        + " service is configured there.";
        };
        return new LoginFailed(403, "The provider " + provider + why);
    }

    static LoginFailed noCode(String provider) {
        return new LoginFailed(400, "The provider " + provider + " sent neither a code nor an error. Begin again.");
    }

    static LoginFailed spentCode(String provider) {
        return new LoginFailed(
                401,
                "The provider " + provider + " does not accept its code, which counts once and for a short time. Begin"
                        + " again.");
    }

    static LoginFailed noToken(String provider) {
        return new LoginFailed(
                401,
                "The provider " + provider + " gave no token that says who you are. Its client has to be allowed the"
                        + " scope openid.");
    }

    static LoginFailed tooMany() {
        return new LoginFailed(503, "Too many people log in at this moment. Try again in some seconds.");
    }
}
