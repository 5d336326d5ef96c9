package dev.migrationcontrol.status;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The status of all environments. */
@Path("/api/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
class StatusListResource {
    private final Environments environments;
    private final Access access;
    private final Statuses statuses;

    StatusListResource(Environments environments, Access access, Statuses statuses) {
        this.environments = environments;
        this.access = access;
        this.statuses = statuses;
    }

    @Requires(Verb.VIEW)
    @GET
    @Operation(
            operationId = "listStatus",
            summary = "Check all environments",
            description = "Checks the environments of the page all at once, each with a deadline of its own: one that"
                    + " does not answer is `UNREACHABLE` and delays no other. Nothing is created or changed.")
    @APIResponse(responseCode = "200", description = "The status of each environment, in the environments' order.")
    public Uni<Page<EnvironmentStatus>> list(@BeanParam PageRequest page) {
        return page.of(access.environments()).resolve(statuses::of);
    }
}
