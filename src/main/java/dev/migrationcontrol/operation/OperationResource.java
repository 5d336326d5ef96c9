package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.OperationId;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.PageParameters;
import dev.migrationcontrol.problem.RequestTime;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Looks operations up. */
@Path("/api/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations", description = "Durable units of accepted work, with their steps, progress and outcomes.")
class OperationResource {
    private final Operations operations;

    OperationResource(Operations operations) {
        this.operations = operations;
    }

    /** A page of operations. */
    @Schema(name = "OperationPage", description = "A page of operations, the newest first.")
    public record Page(
            @Schema(description = "The operations.") List<OperationSummary> items,

            @Schema(
                    description = "Give this as pageToken to get the next page; null on the last one.",
                    examples = "0192f0c1-7c00-7000-8000-000000000000")
            @Nullable
            String nextPageToken) {}

    @Requires(Verb.VIEW)
    @GET
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "listOperations",
            summary = "List operations",
            description = "All operations, the newest first; each parameter narrows them. The steps, and what"
                    + " is long in a request or a result, are left out here: look the operation up to see them.")
    @APIResponse(responseCode = "200", description = "A page of operations.")
    public Page list(
            @Parameter(description = "Only operations on this environment.", example = "production")
                    @QueryParam("environment")
                    @Nullable
                    String environment,
            @Parameter(
                            description =
                                    "Only operations in this state: QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED or"
                                            + " INTERRUPTED.",
                            example = "FAILED")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "Only operations of this type.", example = "UPGRADE") @QueryParam("type") @Nullable
                    String type,
            @Parameter(
                            description = "Only operations that were accepted then or later (RFC 3339).",
                            example = "2026-01-31T00:00:00Z")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            description = "Only operations that were accepted before then (RFC 3339).",
                            example = "2026-02-01T00:00:00Z")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "How many operations a page holds, 1 to 200; the default is 50.", example = "50")
                    @QueryParam("pageSize")
                    @Nullable
                    String pageSize,
            @Parameter(description = "The nextPageToken of the page before.") @QueryParam("pageToken") @Nullable
                    String pageToken) {
        int size = PageParameters.size(pageSize);
        OperationFilter filter = new OperationFilter(
                environment,
                state(state),
                type,
                RequestTime.parse("from", from),
                RequestTime.parse("to", to),
                pageToken == null ? null : OperationId.parse("pageToken", pageToken));
        List<OperationSummary> found = operations.list(filter, size + 1);
        List<OperationSummary> items = List.copyOf(found.subList(0, Math.min(size, found.size())));
        return new Page(items, found.size() > size ? items.get(size - 1).id().toString() : null);
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{id}")
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getOperation",
            summary = "Look an operation up",
            description =
                    "The operation with its steps and progress as they are now. A failed operation is a 200 too: the"
                            + " request to look it up was fine.")
    @APIResponse(responseCode = "200", description = "The operation.")
    @APIResponse(responseCode = "404", description = "`unknown-operation`: there is no operation of this id.")
    public Operation get(
            @Parameter(description = "The operation's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("id")
                    String id) {
        return operations.requireVisible(OperationId.parse("id", id));
    }

    private static @Nullable OperationState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OperationState.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("state", "must be one of " + Arrays.toString(OperationState.values()));
        }
    }
}
