package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.NumberedEvent;
import dev.migrationcontrol.operation.state.OperationId;
import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Streams what happens to operations. */
@Path("/api/v1/operations/{id}/events")
@Tag(name = "Operations")
class EventResource {
    private static final String EXAMPLE =
            "id: 1\nevent: state\ndata: {\"at\":\"2026-01-31T10:00:00Z\",\"state\":\"QUEUED\"}\n\n"
                    + "id: 2\nevent: state\ndata: {\"at\":\"2026-01-31T10:00:00Z\",\"state\":\"RUNNING\",\"attempt\":1}\n\n";

    private final Operations operations;
    private final EventStream stream;
    private final StoredEvents rendering;

    EventResource(Operations operations, EventStream stream, StoredEvents rendering) {
        this.operations = operations;
        this.stream = stream;
        this.rendering = rendering;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "followOperation",
            summary = "Follow an operation",
            description =
                    "All events from the beginning, then each as it happens, until the operation has ended; then the stream"
                            + " ends. Any replica streams any operation. `Last-Event-ID` resumes after that event, without gap"
                            + " or repeat. Kinds: `state`, `step`, `statement`, `progress` (PostgreSQL's own), `notice`, `lock`,"
                            + " `retry`, `remark`. A comment every few seconds keeps proxies from closing the connection.")
    @APIResponse(
            responseCode = "200",
            description = "The events.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "events", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "`unknown-operation`: there is no operation of this id.")
    public Multi<OutboundSseEvent> follow(
            @Parameter(description = "The operation's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("id")
                    String id,
            @Parameter(description = "The id of the last event that is known; 0 or none for all.", example = "17")
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context Sse sse) {
        UUID operation = operations.requireVisible(OperationId.parse("id", id)).id();
        return stream.follow(operation, number(lastEventId))
                .onItem()
                .transformToMultiAndConcatenate(batch -> batch.events().isEmpty()
                        ? Multi.createFrom()
                                .item(sse.newEventBuilder()
                                        .comment("still there")
                                        .build())
                        : Multi.createFrom().iterable(batch.events()).map(event -> event(sse, event)));
    }

    private OutboundSseEvent event(Sse sse, NumberedEvent event) {
        return sse.newEventBuilder()
                .id(Long.toString(event.number()))
                .name(event.kind().toLowerCase(Locale.ROOT))
                .data(rendering.render(event))
                .build();
    }

    private static long number(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        if (!lastEventId.strip().matches("\\d{1,18}")) {
            throw new InvalidRequest("Last-Event-ID", "must be the id of an event, a whole number");
        }
        return Long.parseLong(lastEventId.strip());
    }
}
