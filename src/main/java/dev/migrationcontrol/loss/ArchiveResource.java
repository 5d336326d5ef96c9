package dev.migrationcontrol.loss;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.ConfirmationRequired;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The archives of an environment. */
@Path("/api/v1/environments/{environment}/archives")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rollbacks")
class ArchiveResource {
    private final Environments environments;
    private final Archives archives;
    private final Journal journal;
    private final Access access;

    ArchiveResource(Environments environments, Archives archives, Journal journal, Access access) {
        this.environments = environments;
        this.archives = archives;
        this.journal = journal;
        this.access = access;
    }

    /** All of them. */
    @Schema(name = "Archives", description = "The archives of an environment, the newest first.")
    record Listing(@Schema(description = "The archives.") List<ArchiveSummary> items) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "listArchives",
            summary = "List what rollbacks have kept",
            description =
                    "Rows and values that rollbacks with `keep` have copied before they destroyed them; they are in"
                            + " the database of the environment itself.")
    @APIResponse(
            responseCode = "200",
            description = "The archives.",
            content = @Content(schema = @Schema(implementation = Listing.class)))
    @APIResponse(responseCode = "404", description = "`unknown-environment`: no environment has this name.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Listing list(@PathParam("environment") String environment) {
        return new Listing(archives.list(environments.require(environment)));
    }

    @Requires(Verb.ROLLBACK)
    @DELETE
    @Path("/{archive}")
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "deleteArchive",
            summary = "Delete what a rollback has kept",
            description = "Drops its tables, in one transaction; what they hold is gone then. The journal has"
                    + " `ARCHIVE_DELETED`.")
    @APIResponse(responseCode = "204", description = "It is deleted.")
    @APIResponse(
            responseCode = "404",
            description =
                    "`unknown-environment`: no environment has this name. `unknown-archive`: it keeps no archive of"
                            + " this id.")
    @APIResponse(responseCode = "409", description = "`confirmation-required`: the environment is protected.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Response delete(
            @PathParam("environment") String environment,
            @Parameter(description = "The archive's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("archive")
                    String archive,
            @Parameter(description = "The name of the environment, where it is protected.", example = "production")
                    @QueryParam("confirm")
                    @Nullable
                    String confirm) {
        Environment on = environments.require(environment);
        ConfirmationRequired.check(on, confirm);
        UUID id = id(archive);
        archives.drop(on, id);
        try {
            journal.append(new Entry(
                    Entry.Kind.ARCHIVE_DELETED,
                    access.caller().id(),
                    null,
                    environment,
                    null,
                    Map.of("archive", archive),
                    null,
                    null));
        } catch (SQLException e) {
            throw new ControlDatabaseUnavailable(e);
        }
        return Response.noContent().build();
    }

    private static UUID id(String archive) {
        try {
            return UUID.fromString(archive);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("archive", "must be the id of an archive");
        }
    }
}
