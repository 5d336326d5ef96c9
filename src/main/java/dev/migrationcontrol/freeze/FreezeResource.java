package dev.migrationcontrol.freeze;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.problem.RequestId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows freezes, sets them and ends them early. */
@Path("/api/v1/freezes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Freezes", description = "Times in which environments are not changed.")
class FreezeResource {
    private final Freezes freezes;
    private final RequestedFreezes requested;
    private final Access access;

    FreezeResource(Freezes freezes, RequestedFreezes requested, Access access) {
        this.freezes = freezes;
        this.requested = requested;
        this.access = access;
    }

    /** All freezes. */
    @Schema(name = "Freezes", description = "The freezes of the environments that the caller may view.")
    record All(@Schema(description = "The freezes.") List<FreezeDescription> items) {}

    /** There is nothing to say about an early end. */
    @Schema(description = "The options of an early end; there are none yet.")
    record LiftRequest() {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listFreezes",
            summary = "List freezes",
            description =
                    "The freezes of the configuration, and those that were set by requests and have not ended; of the"
                            + " environments that the caller may view.")
    @APIResponse(responseCode = "200", description = "The freezes.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public All list() {
        Instant now = freezes.now();
        Set<String> visible = access.visible();
        List<FreezeDescription> items = new ArrayList<>();
        freezes.configured().stream()
                .map(each -> FreezeDescription.of(each, visible, now))
                .forEach(items::add);
        freezes.set().stream()
                .map(each -> FreezeDescription.of(each, visible, now))
                .forEach(items::add);
        items.removeIf(each -> each.environments().isEmpty());
        return new All(items);
    }

    @Requires(Verb.ADMINISTER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "setFreeze",
            summary = "Set a freeze",
            description = "From now on nothing is changed in these environments, until the freeze ends by itself or is"
                    + " ended early. Work that has begun goes on; work that waits for its turn fails with `frozen`.")
    @APIResponse(
            responseCode = "201",
            description = "The freeze is set.",
            content = @Content(schema = @Schema(implementation = FreezeDescription.class)))
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: no environment of this name is configured.")
    @APIResponse(responseCode = "409", description = "`too-many-freezes`: as many are set as there may be.")
    @APIResponse(
            responseCode = "422",
            description = "`idempotency-key-reused`: the key was used with another request before.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Response set(
            @Parameter(
                            description =
                                    "Names the request, so that it can be repeated until an answer comes. Up to 255"
                                            + " visible ASCII characters.",
                            example = "8e03978e-40d5-43e8-bc93-6894a57f9324")
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String idempotencyKey,
            @RequestBody(
                            description = "What to freeze, why, and until when.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = FreezeRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "production",
                                                            value = "{\"environments\":[\"production\"],\"reason\":"
                                                                    + "\"the year-end closing runs\","
                                                                    + "\"until\":\"2027-01-04T06:00:00Z\"}")))
                    @Nullable
                    FreezeRequest request) {
        SetFreeze freeze = requested.set(
                request == null ? FreezeRequest.NOTHING_SAID : request, IdempotencyKey.parse(idempotencyKey));
        return Response.status(Response.Status.CREATED)
                .entity(FreezeDescription.of(freeze, access.visible(), freezes.now()))
                .build();
    }

    @Requires(Verb.ADMINISTER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{id}/endings")
    @Blocking
    @Operation(
            operationId = "endFreeze",
            summary = "End a freeze early",
            description =
                    "Ends a freeze that was set by a request. To end one that has ended changes nothing. Freezes of"
                            + " the configuration end with it.")
    @APIResponse(
            responseCode = "200",
            description = "The freeze has ended.",
            content = @Content(schema = @Schema(implementation = FreezeDescription.class)))
    @APIResponse(responseCode = "404", description = "`unknown-freeze`: no request set a freeze with this id.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public FreezeDescription end(
            @Parameter(description = "The freeze's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id,
            @RequestBody(
                            description = "There is nothing to set: an empty object.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = LiftRequest.class),
                                            examples = @ExampleObject(name = "nothing", value = "{}")))
                    @Nullable
                    LiftRequest request) {
        return FreezeDescription.of(
                requested.lift(RequestId.parse("id", id, "a freeze")), access.visible(), freezes.now());
    }
}
