package dev.migrationcontrol.gate;

import dev.migrationcontrol.problem.Refusal;

/** A request for a change whose body does not say that it is JSON. */
final class BodyTypeRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    BodyTypeRefused(String method) {
        super(
                "unsupported-media-type",
                415,
                "The body's media type is not understood",
                "A " + method + " needs exactly one header Content-Type, and it must be application/json in UTF-8, also"
                        + " where the body is empty; only the upload of an archive is application/gzip or"
                        + " application/zip.");
    }
}
