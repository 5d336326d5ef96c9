package dev.migrationcontrol.problem.mapping;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.Shortened;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Set;

/**
 * Refuses addresses that hold U+0000, which no name has and PostgreSQL keeps in no text, and queries that give a parameter twice:
 * which of two values counts must not be guessed.
 */
@Provider
final class AddressCheck implements ContainerRequestFilter {
    private static final String NUL = "%00";
    private static final Set<String> LISTS = Set.of("environments");

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String query = uri.getRawQuery();
        if (uri.getRawPath().contains(NUL)) {
            throw new InvalidRequest("path", "must not contain the character U+0000");
        }
        if (query != null && query.contains(NUL)) {
            throw new InvalidRequest("query", "must not contain the character U+0000");
        }
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (values.size() > 1 && !LISTS.contains(name)) {
                throw new InvalidRequest(
                        Shortened.of(name, 100), "is given twice; each parameter may be given only once");
            }
        });
    }
}
