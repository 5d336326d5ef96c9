package dev.migrationcontrol.freeze;

import dev.migrationcontrol.problem.Refusal;

/** The key of this request came with another freeze before. */
final class FreezeKeyReused extends Refusal {
    private static final long serialVersionUID = 1L;

    FreezeKeyReused(SetFreeze before) {
        super(
                "idempotency-key-reused",
                422,
                "The idempotency key belongs to another request",
                "This key was used with another request before, which set the freeze " + before.id()
                        + ". Send that request as it was, or take a new key.");
        member("freeze", before.id());
    }
}
