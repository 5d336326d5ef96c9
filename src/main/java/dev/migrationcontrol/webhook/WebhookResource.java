package dev.migrationcontrol.webhook;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.idempotency.IdempotencyKey;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.PageParameters;
import dev.migrationcontrol.problem.RequestId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows receivers and their deliveries; receivers come from the configuration alone. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Receivers of operations' states, and the deliveries to them.")
class WebhookResource {
    private final Receivers receivers;
    private final DeliveryStore store;
    private final Deliveries deliveries;

    WebhookResource(Receivers receivers, DeliveryStore store, Deliveries deliveries) {
        this.receivers = receivers;
        this.store = store;
        this.deliveries = deliveries;
    }

    /** All receivers. */
    @Schema(name = "WebhookList", description = "All configured receivers.")
    public record Webhooks(
            @Schema(description = "The receivers, by name.") List<WebhookDescription> items) {}

    /** A page of deliveries. */
    @Schema(name = "WebhookDeliveryPage", description = "A page of deliveries, the newest first.")
    public record Page(
            @Schema(description = "The deliveries.") List<Delivery> items,

            @Schema(description = "Give this as pageToken to get the next page; null on the last one.", examples = "17")
            @Nullable
            String nextPageToken) {}

    /** The options of a retry; there are none. */
    @Schema(description = "The options of a retry; there are none yet.")
    record RetryRequest() {}

    @Requires(Verb.ADMINISTER)
    @GET
    @Blocking
    @Operation(
            operationId = "listWebhooks",
            summary = "List webhooks",
            description = "The configured receivers, without their secrets, and how many deliveries each has.")
    @APIResponse(responseCode = "200", description = "The receivers.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Webhooks list() {
        Map<String, Map<Delivery.State, Long>> counts =
                store.counts(receivers.all().stream().map(Receiver::name).toList());
        return new Webhooks(receivers.all().stream()
                .map(each -> WebhookDescription.of(each, counts.getOrDefault(each.name(), Map.of())))
                .toList());
    }

    @Requires(Verb.ADMINISTER)
    @GET
    @Path("/{webhook}/deliveries")
    @Blocking
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List the deliveries of a webhook",
            description = "The newest first, optionally in one state. Delivered ones are kept for a week.")
    @APIResponse(responseCode = "200", description = "A page of deliveries.")
    @APIResponse(responseCode = "404", description = "`unknown-webhook`: no receiver of this name is configured.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Page deliveries(
            @Parameter(description = "The receiver's name.", example = "ops") @PathParam("webhook") String webhook,
            @Parameter(description = "Only deliveries in this state: PENDING, DELIVERED or DEAD.", example = "DEAD")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "How many deliveries a page holds, 1 to 200; the default is 50.", example = "50")
                    @QueryParam("pageSize")
                    @Nullable
                    String pageSize,
            @Parameter(description = "The nextPageToken of the page before.", example = "17")
                    @QueryParam("pageToken")
                    @Nullable
                    String pageToken) {
        Receiver receiver = receivers.require(webhook);
        int size = PageParameters.size(pageSize);
        Long before = PageParameters.before(pageToken);
        List<Delivery> found = store.list(receiver.name(), state(state), before, size + 1);
        List<Delivery> items = List.copyOf(found.subList(0, Math.min(size, found.size())));
        return new Page(
                items,
                found.size() > size
                        ? Long.toString(items.get(size - 1).content().number())
                        : null);
    }

    @Requires(Verb.ADMINISTER)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{webhook}/deliveries/{id}/retries")
    @Blocking
    @Operation(
            operationId = "retryWebhookDelivery",
            summary = "Try a dead delivery again",
            description =
                    "Sends the same message at once, and tries it again as often as a new one when that fails. Repeated with"
                            + " the same `Idempotency-Key` it does nothing more, and answers with the delivery as it is now.")
    @APIResponse(
            responseCode = "202",
            description = "The delivery is pending again.",
            content = @Content(schema = @Schema(implementation = Delivery.class)))
    @APIResponse(responseCode = "404", description = "`unknown-webhook` or `unknown-delivery`.")
    @APIResponse(
            responseCode = "409",
            description = "`delivery-not-dead`: it was delivered, or the service will try it again by itself.")
    @APIResponse(
            responseCode = "422",
            description = "`idempotency-key-reused`: the key was used with another request before.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Response retry(
            @Parameter(description = "The receiver's name.", example = "ops") @PathParam("webhook") String webhook,
            @Parameter(description = "The delivery's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id,
            @Parameter(
                            description =
                                    "Names the request, so that it can be repeated until an answer comes. Up to 255"
                                            + " visible ASCII characters.",
                            example = "8e03978e-40d5-43e8-bc93-6894a57f9324")
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String idempotencyKey,
            @RequestBody(
                            description = "There is nothing to set: an empty object.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = RetryRequest.class),
                                            examples = @ExampleObject(name = "nothing", value = "{}")))
                    @Nullable
                    RetryRequest request) {
        Receiver receiver = receivers.require(webhook);
        return Response.status(Response.Status.ACCEPTED)
                .entity(deliveries.retry(
                        receiver, RequestId.parse("id", id, "a delivery"), IdempotencyKey.parse(idempotencyKey)))
                .build();
    }

    private static Delivery.@Nullable State state(@Nullable String text) {
        try {
            return text == null ? null : Delivery.State.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("state", "must be one of " + Arrays.toString(Delivery.State.values()));
        }
    }
}
