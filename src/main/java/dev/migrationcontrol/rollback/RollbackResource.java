package dev.migrationcontrol.rollback;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.CallHeaders;
import dev.migrationcontrol.operation.OperationAnswer;
import dev.migrationcontrol.plan.Plans;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks for rollbacks. */
@Path("/api/v1/environments/{environment}/rollbacks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Rollbacks", description = "Undo applied migrations.")
class RollbackResource {
    private final Rollbacks rollbacks;
    private final Plans plans;
    private final OperationAnswer answer;

    RollbackResource(Rollbacks rollbacks, Plans plans, OperationAnswer answer) {
        this.rollbacks = rollbacks;
        this.plans = plans;
        this.answer = answer;
    }

    @Requires(Verb.ROLLBACK)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "rollBack",
            summary = "Roll an environment back",
            description =
                    "Undoes applied migrations by their undo scripts, the newest first; each undo script and its history"
                            + " row in one transaction where its statements allow. Say how far by exactly one of `steps`,"
                            + " `targetVersion` and `operation`. Afterwards the versions are pending again, for this service and"
                            + " for an unmodified Flyway.")
    @APIResponse(
            responseCode = "404",
            description =
                    "`unknown-environment`: no environment of this name is configured. `unknown-operation`: the operation to undo does not exist.")
    @APIResponse(
            responseCode = "409",
            description =
                    "Nothing was changed; `versions` lists the versions concerned. `undo-missing`: a version has no undo"
                            + " script. `undo-empty`: an undo script does nothing, and its migration changes the schema."
                            + " `history-harmed`: an undo script takes the history away. `history-not-linear`: what was"
                            + " applied later uses what would go. `baseline-in-the-way`: a baseline cannot be undone."
                            + " `repeatable-depends`: a later repeatable uses what would go. `too-few-applied`,"
                            + " `unknown-target-version`: there is not that much to roll back. `history-diverged`: failed or"
                            + " unreadable rows. `loss-not-accepted`: it would destroy what the request does not name; `loss`"
                            + " lists it.")
    @APIResponse(
            responseCode = "412",
            description =
                    "`plan-outdated`: what the named plan was made from has changed, or `If-Match` has the ETag of another"
                            + " plan; the problem says which.")
    public Uni<Response> rollBack(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @Parameter(
                            description =
                                    "The ETag of the plan that was read: another plan's is refused with `412`. Only"
                                            + " together with `plan`.",
                            example = "\"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\"")
                    @HeaderParam("If-Match")
                    @Nullable
                    String ifMatch,
            @RequestBody(
                            description = "How far to roll back: exactly one of steps, targetVersion and operation.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = RollbackRequest.class),
                                            examples = {
                                                @ExampleObject(name = "the newest two", value = "{\"steps\":2}"),
                                                @ExampleObject(
                                                        name = "back to a version",
                                                        value =
                                                                "{\"targetVersion\":\"42\",\"reason\":\"smoke test failed\"}"),
                                                @ExampleObject(
                                                        name = "what an operation applied",
                                                        value =
                                                                "{\"operation\":\"0192f0c1-7c00-7000-8000-000000000000\"}")
                                            }))
                    @Nullable
                    RollbackRequest request) {
        RollbackRequest asked = request == null ? RollbackRequest.NOTHING_SAID : request;
        plans.requireMatch(ifMatch, asked.plan());
        return answer.within(headers).to(rollbacks.rollBack(environment, asked, headers.key()));
    }
}
