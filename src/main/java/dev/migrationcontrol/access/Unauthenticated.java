package dev.migrationcontrol.access;

import dev.migrationcontrol.problem.Refusal;

/** The request has no credential, or one that is not known. */
public final class Unauthenticated extends Refusal {
    private static final long serialVersionUID = 1L;

    private Unauthenticated(String detail) {
        super("unauthenticated", 401, "Unauthenticated", detail);
    }

    /** @param why never a part of the credential */
    public static Unauthenticated because(String why) {
        return new Unauthenticated(why);
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
