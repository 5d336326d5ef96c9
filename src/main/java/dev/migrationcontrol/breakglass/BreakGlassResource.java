package dev.migrationcontrol.breakglass;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.OperationId;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.PageParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows changes with broken glass, and takes their reviews. */
@Path("/api/v1/break-glass")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Break-glass", description = "Changes that were made although something stood against them.")
class BreakGlassResource {
    private final UseStore store;
    private final Reviews reviews;
    private final Access access;

    BreakGlassResource(UseStore store, Reviews reviews, Access access) {
        this.store = store;
        this.reviews = reviews;
        this.access = access;
    }

    /** A page of uses. */
    @Schema(name = "BreakGlassUses", description = "A page of changes with broken glass, the newest first.")
    record Page(
            @Schema(description = "The uses.") List<Use> items,

            @Schema(description = "Give this as pageToken to get the next page; null on the last one.", examples = "17")
            @Nullable
            String nextPageToken) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listBreakGlassUses",
            summary = "List changes with broken glass",
            description =
                    "The newest first, of the environments that the caller may view. Those that nobody has reviewed are"
                            + " what a team has to look at.")
    @APIResponse(responseCode = "200", description = "A page of uses.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Page list(
            @Parameter(description = "true: only those that nobody has reviewed.", example = "true")
                    @QueryParam("open")
                    @Nullable
                    String open,
            @Parameter(description = "How many uses a page holds, 1 to 200; the default is 50.", example = "50")
                    @QueryParam("pageSize")
                    @Nullable
                    String pageSize,
            @Parameter(description = "The nextPageToken of the page before.", example = "17")
                    @QueryParam("pageToken")
                    @Nullable
                    String pageToken) {
        int size = PageParameters.size(pageSize);
        Long before = PageParameters.before(pageToken);
        List<String> visible = access.viewsAll() ? null : List.copyOf(access.visible());
        List<Use> found = store.list(visible, flag(open), before, size + 1);
        List<Use> items = List.copyOf(found.subList(0, Math.min(size, found.size())));
        return new Page(
                items, found.size() > size ? Long.toString(items.get(size - 1).number()) : null);
    }

    @Requires(Verb.APPROVE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Path("/{operation}/reviews")
    @Blocking
    @Operation(
            operationId = "reviewBreakGlass",
            summary = "Review a change with broken glass",
            description = "Says that another person has looked at the change. Until then, whoever made it may not do so"
                    + " again on this environment. To review a reviewed change changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The use, with its review.",
            content = @Content(schema = @Schema(implementation = Use.class)))
    @APIResponse(
            responseCode = "403",
            description = "`break-glass-refused`: the caller made the change, or is no person.")
    @APIResponse(responseCode = "404", description = "`unknown-break-glass`: no use belongs to this operation.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Use review(
            @Parameter(description = "The operation's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("operation")
                    String operation,
            @RequestBody(
                            description = "What the reviewer says; an empty object says nothing.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ReviewRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "justified",
                                                            value = "{\"comment\":\"justified\"}")))
                    @Nullable
                    ReviewRequest request) {
        return reviews.review(
                OperationId.parse("operation", operation), request == null ? ReviewRequest.NOTHING_SAID : request);
    }

    private static boolean flag(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw new InvalidRequest("open", "must be true or false");
        }
        return true;
    }
}
