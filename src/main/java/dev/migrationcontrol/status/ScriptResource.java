package dev.migrationcontrol.status;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.state.OperationId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows scripts. */
@Path("/api/v1/environments/{environment}/script")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
class ScriptResource {
    private final Environments environments;
    private final ScriptContents contents;

    ScriptResource(Environments environments, ScriptContents contents) {
        this.environments = environments;
        this.contents = contents;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "getScript",
            summary = "Read a script",
            description = "The text of a migration or of an undo script as its file is now, and whether it is what ran:"
                    + " as the history of the environment says, or as an operation had planned it.")
    @APIResponse(responseCode = "200", description = "The script.")
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`, `unknown-operation`, or `unknown-script`: no script has this name.")
    @APIResponse(responseCode = "409", description = "`scripts-unreadable`: the files cannot be read.")
    public ScriptContent get(
            @PathParam("environment") String environment,
            @Parameter(
                            description = "The script, as lists of migrations name it.",
                            example = "V42__add_customers.sql",
                            required = true)
                    @QueryParam("name")
                    @Nullable
                    String name,
            @Parameter(
                            description = "An operation that ran it, or was to: `ran` says whether this is its text.",
                            example = "0192f0c1-7c00-7000-8000-000000000000")
                    @QueryParam("operation")
                    @Nullable
                    String operation) {
        return contents.of(
                environments.require(environment),
                name == null ? "" : name,
                operation == null ? null : OperationId.parse("operation", operation));
    }
}
