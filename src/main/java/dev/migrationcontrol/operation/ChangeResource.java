package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.operation.state.OperationState;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Streams the states of all operations. */
@Path("/api/v1/events")
@Tag(name = "Operations")
class ChangeResource {
    private static final int MOST_AT_FIRST = 200;
    private static final String EXAMPLE = "event: operation\ndata: {\"id\":\"0192f0c1-7c00-7000-8000-000000000000\","
            + "\"type\":\"UPGRADE\",\"environment\":\"production\",\"state\":\"RUNNING\",\"attempt\":1}\n\n";

    private final Operations operations;
    private final ChangeFeed feed;
    private final OperationConfig config;
    private final StoredJson json;

    ChangeResource(Operations operations, ChangeFeed feed, OperationConfig config, ObjectMapper mapper) {
        this.operations = operations;
        this.feed = feed;
        this.config = config;
        this.json = new StoredJson(mapper);
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "followOperations",
            summary = "Follow all operations",
            description =
                    "First the operations that are at work or wait, then each one as it is after each change of its state, as"
                            + " far as the caller may view it; any replica streams what any replica does. Each event has"
                            + " the whole operation as a list shows it, so that who connects again has missed nothing but"
                            + " what began and ended meanwhile: ask for those with `from`. A comment every few seconds"
                            + " keeps proxies from closing the connection.")
    @APIResponse(
            responseCode = "200",
            description = "The changes; each is an operation without its steps.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "events", value = EXAMPLE)))
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Multi<OutboundSseEvent> follow(@Context Sse sse) {
        // Followed before the list is read, so that nothing is missed in between.
        Multi<OutboundSseEvent> news = Multi.createBy()
                .merging()
                .streams(feed.follow(), Multi.createFrom().iterable(this::active))
                .map(each -> event(sse, each));
        Multi<OutboundSseEvent> comments = Multi.createFrom()
                .ticks()
                .every(config.eventHeartbeat())
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still there").build());
        return Multi.createBy().merging().streams(news, comments);
    }

    private Iterator<OperationSummary> active() {
        List<OperationSummary> active = new ArrayList<>();
        for (OperationState state : List.of(OperationState.QUEUED, OperationState.RUNNING)) {
            active.addAll(operations.list(OperationFilter.NONE.in(state), MOST_AT_FIRST));
        }
        return active.iterator();
    }

    private OutboundSseEvent event(Sse sse, OperationSummary operation) {
        return sse.newEventBuilder()
                .name("operation")
                .data(json.write(operation))
                .build();
    }
}
