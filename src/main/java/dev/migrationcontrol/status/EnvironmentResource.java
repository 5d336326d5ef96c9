package dev.migrationcontrol.status;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The configured environments. */
@Path("/api/v1/environments")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Environments", description = "The configured environments and their status.")
class EnvironmentResource {
    private final Environments environments;
    private final Access access;

    EnvironmentResource(Environments environments, Access access) {
        this.environments = environments;
        this.access = access;
    }

    @Requires(Verb.VIEW)
    @GET
    @Operation(
            operationId = "listEnvironments",
            summary = "List the configured environments",
            description =
                    "The environments come in display order, then by name. No database is asked, and no password is shown.")
    @APIResponse(responseCode = "200", description = "A page of the configured environments.")
    public Page<EnvironmentDescription> list(@BeanParam PageRequest page) {
        Set<String> visible = access.visible();
        return page.of(access.environments()).map(each -> EnvironmentDescription.of(each, visible));
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("{environment}")
    @Operation(
            operationId = "getEnvironment",
            summary = "Describe an environment",
            description = "Where its database and its scripts are, and how it may be changed. No database is asked.")
    @APIResponse(responseCode = "200", description = "The environment.")
    @APIResponse(responseCode = "404", description = "`unknown-environment`: no environment has this name.")
    public EnvironmentDescription get(@PathParam("environment") String environment) {
        return EnvironmentDescription.of(environments.require(environment), access.visible());
    }
}
