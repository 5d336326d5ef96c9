package dev.migrationcontrol.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.RequestId;
import dev.migrationcontrol.rule.book.RuleBook;
import dev.migrationcontrol.rule.report.SarifLog;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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

    private static final List<Variant> KINDS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(MARKDOWN), MediaType.valueOf(SarifLog.TYPE))
            .build();

    private final Plans plans;
    private final ObjectMapper mapper;
    private final String version;

    PlanResource(
            Plans plans, ObjectMapper mapper, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.plans = plans;
        this.mapper = mapper;
        this.version = version;
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN, SarifLog.TYPE})
    @Blocking
    @Operation(
            operationId = "getPlan",
            summary = "Look a plan up",
            description =
                    "The plan, with its steps: as JSON, as a document for people, or its findings as SARIF, which code hosts"
                            + " show at the lines of scripts.")
    @APIResponse(
            responseCode = "200",
            description = "The plan.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Plan.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class)),
                @Content(mediaType = SarifLog.TYPE, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "404", description = "`unknown-plan`: there is no plan of this id.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Response get(
            @Parameter(description = "The plan's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id,
            @Context Request accepted)
            throws JsonProcessingException {
        Plan plan = plans.require(RequestId.parse("id", id, "a plan")).plan();
        Variant variant = accepted.selectVariant(KINDS);
        String wanted = variant == null ? "" : variant.getMediaType().getSubtype();
        return representation(plan, wanted).tag(new EntityTag(plan.digest())).build();
    }

    private Response.ResponseBuilder representation(Plan plan, String wanted) throws JsonProcessingException {
        return switch (wanted) {
            case "markdown" -> Response.ok(PlanDocument.of(plan), MARKDOWN + ";charset=UTF-8");
            case "sarif+json" ->
                Response.ok(
                        mapper.writeValueAsString(SarifLog.of(plan.findings(), RuleBook.all(), version)),
                        SarifLog.TYPE);
            default -> Response.ok(plan, MediaType.APPLICATION_JSON_TYPE);
        };
    }
}
