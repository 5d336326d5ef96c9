package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.OperationId;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Stops operations. */
@Path("/api/v1/operations/{id}/cancellations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
class CancellationResource {
    private final Cancellations cancellations;
    private final OperationAnswer answer;

    CancellationResource(Cancellations cancellations, OperationAnswer answer) {
        this.cancellations = cancellations;
        this.answer = answer;
    }

    @Requires(Verb.CANCEL)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "cancelOperation",
            summary = "Cancel an operation",
            description =
                    "A queued operation ends at once. For a running one, the server cancels the statement and rolls its"
                            + " transaction back; steps that were committed stay, and `failure` says what was not run. If"
                            + " the last step is committed first, the operation succeeds: its state says what happened. To"
                            + " cancel a cancelled operation changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The operation has ended: `CANCELLED`, or else as its state says.",
            content = @Content(schema = @Schema(implementation = Operation.class)))
    @APIResponse(
            responseCode = "202",
            description = "The operation runs, and was asked to end.",
            content = @Content(schema = @Schema(implementation = Operation.class)))
    @APIResponse(responseCode = "404", description = "`unknown-operation`: there is no operation of this id.")
    @APIResponse(responseCode = "409", description = "`operation-ended`: it is too late, the operation has ended.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Uni<Response> cancel(
            @Parameter(description = "The operation's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("id")
                    String id,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "Why; an empty object says nothing.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = CancellationRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "with a reason",
                                                            value = "{\"reason\":\"wrong branch\"}")))
                    @Nullable
                    CancellationRequest request) {
        return answer.within(headers)
                .to(cancellations.cancel(
                        OperationId.parse("id", id),
                        request == null ? CancellationRequest.NOTHING_SAID : request,
                        headers.key()));
    }
}
