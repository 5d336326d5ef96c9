package dev.migrationcontrol.audit;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.state.OperationId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers with the patches of audits. */
@Path("/api/v1/audits/{audit}/changes.patch")
@Tag(name = "Audits")
class TreePatchResource {
    private static final String PATCH = "text/x-patch";

    private final TreeAudits audits;

    TreePatchResource(TreeAudits audits) {
        this.audits = audits;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Produces(PATCH)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getChangesPatch",
            summary = "The changes to the tree, as a patch",
            description = """
                    The files of the standard, variables by their new names, the removal of custom runners with what imports
                    and calls them, and a section of the README: a patch in UTF-8 for `git apply` in the root of the tree, of
                    at most 1 MB. It never holds a secret. What it leaves to people is in `changes.byHand` of the report and
                    in CONSOLIDATION_PLAN.md. The service itself never writes to a tree.""")
    @APIResponse(
            responseCode = "200",
            description = "The patch.",
            content = @Content(mediaType = PATCH, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description =
                    "`unknown-audit`: there is no audit of this id. `no-changes`: there is nothing that a patch could"
                            + " change, or the audit was made by an earlier version of the service.")
    @APIResponse(responseCode = "409", description = "`audit-not-ready`: the audit is not done yet, or it failed.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Response patch(
            @Parameter(description = "The audit's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("audit")
                    String audit) {
        UUID id = OperationId.parse("audit", audit);
        String patch = audits.require(id).patch();
        if (patch == null || patch.isEmpty()) {
            throw new NoTreeChanges(id, patch == null);
        }
        return Response.ok(patch, PATCH + ";charset=UTF-8").build();
    }
}
