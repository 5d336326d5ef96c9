package dev.migrationcontrol.console;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads to a migration in the first environment whose files have it. */
@Path("/console/migrations")
class MigrationLinkResource {
    private final Api api;

    MigrationLinkResource(Api api) {
        this.api = api;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    public Response get(@QueryParam("script") @Nullable String script) {
        String name = script == null ? "" : script;
        List<String> environments = Pages.environments(api);
        String first = environments.stream()
                .filter(each -> api.find("/api/v1/environments/{environment}/script", "environment", each, "name", name)
                        != null)
                .findFirst()
                .orElse(environments.isEmpty() ? "" : environments.get(0));
        return Redirect.to(
                first.isEmpty()
                        ? "/console"
                        : "/console/environments/" + Shown.url(first) + "/migrations?script=" + Shown.url(name));
    }
}
