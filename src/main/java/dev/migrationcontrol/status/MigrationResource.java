package dev.migrationcontrol.status;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The migrations of an environment. */
@Path("/api/v1/environments/{environment}/migrations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
class MigrationResource {
    private final Environments environments;
    private final Migrations migrations;

    MigrationResource(Environments environments, Migrations migrations) {
        this.environments = environments;
        this.migrations = migrations;
    }

    @Requires(Verb.VIEW)
    @GET
    @Operation(
            operationId = "listMigrations",
            summary = "List an environment's migrations",
            description = "Every script and every row of the history, with the state that Flyway gives it: applied ones"
                    + " by their rank, then pending ones, repeatables last.")
    @APIResponse(responseCode = "200", description = "A page of the migrations.")
    @APIResponse(responseCode = "404", description = "`unknown-environment`: no environment has this name.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable`: a location is missing, or two scripts claim one version."
                    + " `history-unreadable`: the database user may not read the history, or it is locked.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Uni<Page<MigrationEntry>> list(@PathParam("environment") String environment, @BeanParam PageRequest page) {
        return migrations.of(environments.require(environment)).map(page::of);
    }
}
