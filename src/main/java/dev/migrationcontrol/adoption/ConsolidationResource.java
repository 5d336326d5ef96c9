package dev.migrationcontrol.adoption;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.CallHeaders;
import dev.migrationcontrol.operation.OperationAnswer;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks for the steps of a consolidation. */
@Path("/api/v1/environments/{environment}/consolidations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Consolidations", description = "Take over from other migration systems.")
class ConsolidationResource {
    private final Consolidations consolidations;
    private final OperationAnswer answer;

    ConsolidationResource(Consolidations consolidations, OperationAnswer answer) {
        this.consolidations = consolidations;
        this.answer = answer;
    }

    @Requires(Verb.CONSOLIDATE)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "consolidate",
            summary = "Take over from other migration systems, one step at a time",
            description =
                    "`plan` reads what the old systems recorded, builds the scripts that count as applied on a scratch"
                            + " database, and compares every object with the database itself; nothing is changed. `adopt` does"
                            + " the same and, if all is equal or every difference is accepted by its name, begins the history in"
                            + " one transaction. `retire` moves the old version tables into the schema"
                            + " `migration_control_archive` and leaves guards in their place, so that an old runner fails with a"
                            + " clear message. `undo` puts everything back, as long as nothing ran since. The operation's"
                            + " `result` is a ConsolidationResult, also when it failed on findings or differences:"
                            + " `failure.reason` is then `consolidation-blocked` or `schema-differs`.")
    @APIResponse(
            responseCode = "409",
            description =
                    "Nothing was changed. `manifest-missing`, `manifest-invalid`: nothing says which old migration"
                            + " became which script. `history-not-empty`, `already-adopted`, `not-adopted`, `already-retired`,"
                            + " `history-continued`: the step cannot be taken at this stage. `archive-unreadable`: the role may not"
                            + " read the record of the adoption.")
    public Uni<Response> consolidate(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "Which step to take.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ConsolidationRequest.class),
                                            examples = {
                                                @ExampleObject(name = "plan", value = "{\"mode\":\"plan\"}"),
                                                @ExampleObject(
                                                        name = "adopt",
                                                        value =
                                                                "{\"mode\":\"adopt\",\"acceptedDifferences\":"
                                                                        + "[\"public.orders.note\"],\"reason\":\"one history\"}"),
                                                @ExampleObject(name = "retire", value = "{\"mode\":\"retire\"}"),
                                                @ExampleObject(name = "undo", value = "{\"mode\":\"undo\"}")
                                            }))
                    @Nullable
                    ConsolidationRequest request) {
        return answer.within(headers)
                .to(consolidations.consolidate(
                        environment, request == null ? ConsolidationRequest.NOTHING_SAID : request, headers.key()));
    }
}
