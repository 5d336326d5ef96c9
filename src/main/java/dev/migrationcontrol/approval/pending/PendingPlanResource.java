package dev.migrationcontrol.approval.pending;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the plans that wait for persons. */
@Path("/api/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
class PendingPlanResource {
    private final PendingPlans pending;

    PendingPlanResource(PendingPlans pending) {
        this.pending = pending;
    }

    /** Plans that wait. */
    @Schema(name = "PendingPlans", description = "Plans that need approvals, and can still be run.")
    record All(
            @Schema(description = "The newest first, 200 at most.")
            List<PendingPlan> items,

            @Schema(description = "How many of them wait for a decision that this caller may take.", examples = "1")
            long awaitingCaller) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listPendingPlans",
            summary = "List the plans that need approvals",
            description =
                    "The plans that can still be run, of all environments that the caller may view and whose policy"
                            + " asks for approvals, with what persons have decided so far.")
    @APIResponse(responseCode = "200", description = "The plans.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public All list() {
        List<PendingPlan> items = pending.list();
        return new All(items, items.stream().filter(PendingPlan::awaitsCaller).count());
    }
}
