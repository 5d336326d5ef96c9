package dev.migrationcontrol.gate;

import dev.migrationcontrol.problem.Refusal;

/** The request was sent by a web page of another site. */
final class ForeignOrigin extends Refusal {
    private static final long serialVersionUID = 1L;

    ForeignOrigin(String page) {
        super(
                "foreign-origin",
                403,
                "A web page of another site may not call the service",
                "A browser sent this request for a page of another site (" + page
                        + "). Only the service's own pages may"
                        + " call it, and those of the origins in " + AllowedOrigins.SETTING
                        + ". If you followed a link, copy the address into the browser instead.");
        member("setting", AllowedOrigins.SETTING);
    }
}
