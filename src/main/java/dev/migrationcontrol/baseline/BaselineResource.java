package dev.migrationcontrol.baseline;

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

/** Asks for baselines. */
@Path("/api/v1/environments/{environment}/baselines")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Baselines", description = "Adopt existing schemas.")
class BaselineResource {
    private final Baselines baselines;
    private final OperationAnswer answer;

    BaselineResource(Baselines baselines, OperationAnswer answer) {
        this.baselines = baselines;
        this.answer = answer;
    }

    @Requires(Verb.BASELINE)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "baseline",
            summary = "Adopt an existing schema at a version",
            description = "Records which version an existing schema has, creating the history where there is"
                    + " none: migrations up to that version count as applied. Asking for the baseline that is there already"
                    + " changes nothing.")
    @APIResponse(
            responseCode = "409",
            description = "Nothing was changed. `already-baselined`: the history has a beginning already."
                    + " `history-elsewhere`: the search path leads to another history.")
    public Uni<Response> baseline(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "The version that the schema has now.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = BaselineRequest.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "adopt",
                                                        value = "{\"version\":\"42\",\"reason\":\"adopt billing\"}")
                                            }))
                    @Nullable
                    BaselineRequest request) {
        return answer.within(headers)
                .to(baselines.baseline(
                        environment, request == null ? BaselineRequest.NOTHING_SAID : request, headers.key()));
    }
}
