package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.Refusal;

/** The request has no credential, or one that is not known. */
final class Unauthenticated extends Refusal {
    private static final long serialVersionUID = 1L;

    Unauthenticated(String detail) {
        super("unauthenticated", 401, "Unauthenticated", detail);
    }

    static Unauthenticated missing() {
        return new Unauthenticated(
                "The request has no credential. Send it as the header Authorization: Bearer <token>.");
    }

    static Unauthenticated unknown() {
        return new Unauthenticated(
                "The credential is not known, or no longer: check the token, that it has neither ended nor been"
                        + " revoked, and that the service knows it.");
    }

    static Unauthenticated unreadable() {
        return new Unauthenticated(
                "The header Authorization has to be given once, as Bearer <token>, with a token of 20 to 8000 characters.");
    }
}
