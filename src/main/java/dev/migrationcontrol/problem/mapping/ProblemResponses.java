package dev.migrationcontrol.problem.mapping;

import dev.migrationcontrol.problem.Problem;
import dev.migrationcontrol.problem.Shortened;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Makes responses of problems. */
final class ProblemResponses {
    private ProblemResponses() {}

    static Response of(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).entity(problem).header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return response.build();
    }

    static String instance(UriInfo uri) {
        return Shortened.of(uri.getRequestUri().getRawPath(), 200);
    }
}
