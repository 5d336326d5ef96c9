package dev.migrationcontrol.status;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Compares two environments. */
@Path("/api/v1/comparisons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Environments")
class ComparisonResource {
    private final Environments environments;
    private final Access access;
    private final EnvironmentComparisons comparisons;

    ComparisonResource(Environments environments, Access access, EnvironmentComparisons comparisons) {
        this.environments = environments;
        this.access = access;
        this.comparisons = comparisons;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "compareEnvironments",
            summary = "Compare two environments",
            description =
                    "The migrations whose state or checksum differs, and on request the objects of both schemas, which"
                            + " takes seconds. Nothing is changed.")
    @APIResponse(responseCode = "200", description = "What differs.")
    @APIResponse(responseCode = "404", description = "`unknown-environment`: no environment has this name.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable` or `history-unreadable`: one of them cannot be read.")
    @APIResponse(
            responseCode = "503",
            description = "`environment-unreachable` or `schema-unreadable`: a database does not answer.")
    public EnvironmentComparison compare(
            @Parameter(description = "One environment.", example = "test", required = true)
                    @QueryParam("left")
                    @Nullable
                    String left,
            @Parameter(description = "The other one.", example = "production", required = true)
                    @QueryParam("right")
                    @Nullable
                    String right,
            @Parameter(description = "Whether objects are compared too; the default is false.", example = "true")
                    @QueryParam("objects")
                    @Nullable
                    String objects) {
        if (objects != null && !objects.equals("true") && !objects.equals("false")) {
            throw new InvalidRequest("objects", "must be true or false");
        }
        return comparisons.compare(visible("left", left), visible("right", right), Boolean.parseBoolean(objects));
    }

    private Environment visible(String field, @Nullable String name) {
        if (name == null) {
            throw new InvalidRequest(field, "must be the name of an environment");
        }
        access.requireVisible(name);
        return environments.require(name);
    }
}
