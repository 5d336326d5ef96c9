package dev.migrationcontrol.repair;

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

/** Asks for repairs. */
@Path("/api/v1/environments/{environment}/repairs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Repairs", description = "Repair failed or diverged histories.")
class RepairResource {
    private final Repairs repairs;
    private final OperationAnswer answer;

    RepairResource(Repairs repairs, OperationAnswer answer) {
        this.repairs = repairs;
        this.answer = answer;
    }

    @Requires(Verb.REPAIR)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "repair",
            summary = "Repair a history",
            description =
                    "Repairs a history as Flyway's `repair` does: removes failed rows, marks applied migrations without a script"
                            + " as deleted, and takes over the checksums and descriptions of changed scripts. The operation's result lists every change"
                            + " with the row as it was; with `dryRun` it lists them and changes nothing. The schema itself is never"
                            + " touched.")
    @APIResponse(responseCode = "409", description = "Nothing was changed.")
    public Uni<Response> repair(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "Whether to repair, or only to list.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = RepairRequest.class),
                                            examples = {
                                                @ExampleObject(name = "only list", value = "{\"dryRun\":true}"),
                                                @ExampleObject(name = "repair", value = "{}")
                                            }))
                    @Nullable
                    RepairRequest request) {
        return answer.within(headers)
                .to(repairs.repair(environment, request == null ? RepairRequest.NOTHING_SAID : request, headers.key()));
    }
}
