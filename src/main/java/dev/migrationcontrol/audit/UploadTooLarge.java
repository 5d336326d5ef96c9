package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Refusal;

/** A body that is larger than what the service takes. */
final class UploadTooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    UploadTooLarge(long limit) {
        super(
                "body-too-large",
                413,
                "The body is too large",
                "The body has more than " + limit
                        + " bytes. Leave out what is not needed (dependencies, build results, data).");
    }
}
