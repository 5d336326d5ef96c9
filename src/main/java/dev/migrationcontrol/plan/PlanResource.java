package dev.migrationcontrol.plan;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.RequestId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows a plan. */
@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans", description = "What would be done, before it is done.")
class PlanResource {
    private static final String MARKDOWN = "text/markdown";

    private final Plans plans;

    PlanResource(Plans plans) {
        this.plans = plans;
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN})
    @Blocking
    @Operation(
            operationId = "getPlan",
            summary = "Look a plan up",
            description = "The plan, with its steps: as JSON, or as a document for people.")
    @APIResponse(
            responseCode = "200",
            description = "The plan.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Plan.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "404", description = "`unknown-plan`: there is no plan of this id.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Response get(
            @Parameter(description = "The plan's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id,
            @Context HttpHeaders http) {
        Plan plan = plans.require(RequestId.parse("id", id, "a plan")).plan();
        EntityTag tag = new EntityTag(plan.digest());
        boolean markdown = http.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(first -> first.getSubtype().equals("markdown"))
                .isPresent();
        return markdown
                ? Response.ok(PlanDocument.of(plan), MARKDOWN).tag(tag).build()
                : Response.ok(plan, MediaType.APPLICATION_JSON_TYPE).tag(tag).build();
    }
}
