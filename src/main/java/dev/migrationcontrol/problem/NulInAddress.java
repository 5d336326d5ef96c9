package dev.migrationcontrol.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Refuses addresses that hold U+0000, which no name has and PostgreSQL keeps in no text. */
@Provider
final class NulInAddress implements ContainerRequestFilter {
    private static final String NUL = "%00";

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String query = uri.getRawQuery();
        if (uri.getRawPath().contains(NUL)) {
            throw new InvalidRequest("path", "must not hold the character U+0000");
        }
        if (query != null && query.contains(NUL)) {
            throw new InvalidRequest("query", "must not hold the character U+0000");
        }
    }
}
