package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.Environments;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where environments stand. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
class StatusResource {
    private final Environments environments;
    private final Statuses statuses;

    StatusResource(Environments environments, Statuses statuses) {
        this.environments = environments;
        this.statuses = statuses;
    }

    @GET
    @Path("status")
    @Operation(
            operationId = "listStatus",
            summary = "Check all environments",
            description = "Looks at the environments of the page all at once, each with a deadline of its own: one that"
                    + " does not answer is `UNREACHABLE` and delays no other. Nothing is created or changed.")
    @APIResponse(responseCode = "200", description = "Where each environment stands, in the environments' order.")
    public Uni<Page<EnvironmentStatus>> list(@BeanParam PageRequest page) {
        return page.of(environments.all()).resolve(statuses::of);
    }

    @GET
    @Path("environments/{environment}/status")
    @Operation(
            operationId = "getStatus",
            summary = "Check an environment",
            description = "Looks at the environment's database, or its replica, and compares its history with the"
                    + " scripts. An unreachable database is a state, not an error. Nothing is created or changed.")
    @APIResponse(responseCode = "200", description = "Where the environment stands.")
    @APIResponse(responseCode = "404", description = "`unknown-environment`: no environment has this name.")
    public Uni<EnvironmentStatus> get(
            @Parameter(description = "The environment's name.", example = "production") @PathParam("environment")
                    String environment) {
        return statuses.of(environments.require(environment));
    }
}
