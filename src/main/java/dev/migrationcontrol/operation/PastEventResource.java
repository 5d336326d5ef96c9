package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.NumberedEvent;
import dev.migrationcontrol.operation.state.OperationId;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.PageParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists what has happened to an operation so far. */
@Path("/api/v1/operations/{id}/past-events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
class PastEventResource {
    private final Operations operations;
    private final EventStore events;
    private final StoredEvents stored;

    PastEventResource(Operations operations, EventStore events, StoredEvents stored) {
        this.operations = operations;
        this.events = events;
        this.stored = stored;
    }

    /** An event. */
    @Schema(name = "PastEvent", description = "Something that happened to an operation.")
    record PastEvent(
            @Schema(description = "Its number, from 1 and without gaps.", examples = "17")
            long number,

            @Schema(description = "What kind of thing happened, as in the stream.", examples = "statement")
            String kind,

            @Schema(description = "When.", examples = "2026-01-31T10:00:00Z")
            Instant at,

            @Schema(description = "The facts, as in the stream.", type = SchemaType.OBJECT)
            Map<String, Object> facts) {}

    /** A page of events. */
    @Schema(name = "PastEventPage", description = "A page of events, the oldest first or the newest first.")
    record Page(
            @Schema(description = "The events.") List<PastEvent> items,

            @Schema(description = "Give this as pageToken to get the next page; null on the last one.", examples = "17")
            @Nullable
            String nextPageToken) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "listEvents",
            summary = "List the events of an operation",
            description = "What the stream of the operation has sent so far, without waiting for more.")
    @APIResponse(responseCode = "200", description = "A page of events.")
    @APIResponse(responseCode = "404", description = "`unknown-operation`: there is no operation of this id.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Page list(
            @Parameter(description = "The operation's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("id")
                    String id,
            @Parameter(description = "`oldest` first, which is the default, or `newest` first.", example = "newest")
                    @QueryParam("order")
                    @Nullable
                    String order,
            @Parameter(description = "How many events a page holds, 1 to 200; the default is 50.", example = "50")
                    @QueryParam("pageSize")
                    @Nullable
                    String pageSize,
            @Parameter(description = "The nextPageToken of the page before.", example = "17")
                    @QueryParam("pageToken")
                    @Nullable
                    String pageToken) {
        UUID operation = operations.requireVisible(OperationId.parse("id", id)).id();
        boolean newest = newest(order);
        int size = PageParameters.size(pageSize);
        Long last = PageParameters.before(pageToken);
        List<NumberedEvent> found = newest
                ? events.before(operation, last == null ? Long.MAX_VALUE : last, size + 1)
                : events.after(operation, last == null ? 0 : last, size + 1);
        List<NumberedEvent> items = found.subList(0, Math.min(size, found.size()));
        return new Page(
                items.stream().map(this::event).toList(),
                found.size() > size ? Long.toString(items.get(size - 1).number()) : null);
    }

    private PastEvent event(NumberedEvent event) {
        return new PastEvent(event.number(), event.kind().toLowerCase(Locale.ROOT), event.at(), stored.facts(event));
    }

    private static boolean newest(@Nullable String order) {
        if (order == null || order.equals("oldest")) {
            return false;
        }
        if (!order.equals("newest")) {
            throw new InvalidRequest("order", "must be oldest or newest");
        }
        return true;
    }
}
