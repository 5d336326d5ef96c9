package dev.migrationcontrol.status;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The status of one environment. */
@Path("/api/v1/environments/{environment}/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
class StatusResource {
    private final Environments environments;
    private final Statuses statuses;

    StatusResource(Environments environments, Statuses statuses) {
        this.environments = environments;
        this.statuses = statuses;
    }

    @Requires(Verb.VIEW)
    @GET
    @Operation(
            operationId = "getStatus",
            summary = "Check an environment",
            description = "Checks the environment's database, or its replica, and compares its history with the"
                    + " scripts. An unreachable database is a state, not an error. Nothing is created or changed.")
    @APIResponse(responseCode = "200", description = "The status of the environment.")
    @APIResponse(responseCode = "404", description = "`unknown-environment`: no environment has this name.")
    public Uni<EnvironmentStatus> get(@PathParam("environment") String environment) {
        return statuses.of(environments.require(environment));
    }
}
