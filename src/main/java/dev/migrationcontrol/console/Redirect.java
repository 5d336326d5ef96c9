package dev.migrationcontrol.console;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers that lead to a page of the console. */
final class Redirect {
    private Redirect() {}

    /** After a form, so that to reload the page sends nothing again. Never absolute, as the framework would make it. */
    static Response to(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
