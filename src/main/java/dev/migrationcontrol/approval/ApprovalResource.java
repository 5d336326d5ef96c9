package dev.migrationcontrol.approval;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.RequestId;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** Takes what persons say of plans. */
@Path("/api/v1/plans/{id}/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
class ApprovalResource {
    private final Approvals approvals;

    ApprovalResource(Approvals approvals) {
        this.approvals = approvals;
    }

    /** All that was said of a plan. */
    @Schema(name = "Approvals", description = "What persons said of a plan.")
    record All(
            @Schema(description = "In the order in which they said it.")
            List<Approval> items) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listApprovals",
            summary = "List the approvals of a plan",
            description = "What persons said of the plan; one that was withdrawn is not among them.")
    @APIResponse(responseCode = "200", description = "The approvals.")
    @APIResponse(responseCode = "404", description = "`unknown-plan`: there is no plan of this id.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public All list(
            @Parameter(description = "The plan's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id) {
        return new All(approvals.of(RequestId.parse("id", id, "a plan")));
    }

    @Requires(Verb.APPROVE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "decidePlan",
            summary = "Approve or reject a plan",
            description =
                    "Binds the decision to the digest of the plan that was read, for 24 hours. A person counts once, with"
                            + " however many tokens, and is never the one who made or runs the plan. What the same person"
                            + " said before goes.")
    @APIResponse(
            responseCode = "200",
            description = "The decision.",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    @APIResponse(responseCode = "403", description = "`own-plan`: the caller made the plan, or is no person.")
    @APIResponse(responseCode = "404", description = "`unknown-plan`: there is no plan of this id.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`plan-not-usable`: it was run, is blocked or too old. `too-many-decisions`: 50 people have decided.")
    @APIResponse(responseCode = "412", description = "`plan-outdated`: the digest is not this plan's.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Approval decide(
            @Parameter(description = "The plan's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id,
            @RequestBody(
                            description = "The decision, and the digest of the plan that was read.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ApprovalRequest.class),
                                            examples =
                                                    @ExampleObject(
                                                            name = "approved",
                                                            value =
                                                                    "{\"decision\":\"APPROVED\",\"digest\":\"sha256:9f86d081884c7d65"
                                                                            + "9a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}")))
                    @Nullable
                    ApprovalRequest request) {
        return approvals.decide(
                RequestId.parse("id", id, "a plan"), request == null ? ApprovalRequest.NOTHING_SAID : request);
    }

    @Requires(Verb.APPROVE)
    @DELETE
    @Blocking
    @Operation(
            operationId = "withdrawApproval",
            summary = "Withdraw an approval",
            description = "Takes back what the caller said of the plan, also while its operation waits for its turn. To"
                    + " withdraw what was never said changes nothing.")
    @APIResponse(responseCode = "200", description = "The approvals that are left.")
    @APIResponse(responseCode = "404", description = "`unknown-plan`: there is no plan of this id.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public All withdraw(
            @Parameter(description = "The plan's id.", example = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
                    @PathParam("id")
                    String id) {
        approvals.withdraw(RequestId.parse("id", id, "a plan"));
        return new All(approvals.of(RequestId.parse("id", id, "a plan")));
    }
}
