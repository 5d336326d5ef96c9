package dev.migrationcontrol.gate.limit;

import dev.migrationcontrol.problem.Refusal;

/** A body that is too large, or takes too long to arrive. */
final class BodyRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private BodyRefused(String slug, int status, String title, String detail) {
        super(slug, status, title, detail);
    }

    static BodyRefused tooLarge(long limit) {
        return new BodyRefused(
                "body-too-large", 413, "The body is too large", "The body has more than " + limit + " bytes.");
    }

    static BodyRefused tooSlow(long seconds) {
        return new BodyRefused(
                "body-too-slow",
                408,
                "The body did not arrive in time",
                "The whole body has to arrive within " + seconds + " seconds. Send it again.");
    }
}
