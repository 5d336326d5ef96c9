package dev.migrationcontrol.upgrade;

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

/** Asks for upgrades. */
@Path("/api/v1/environments/{environment}/upgrades")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Upgrades", description = "Apply pending migrations.")
class UpgradeResource {
    private final Upgrades upgrades;
    private final Plans plans;
    private final OperationAnswer answer;

    UpgradeResource(Upgrades upgrades, Plans plans, OperationAnswer answer) {
        this.upgrades = upgrades;
        this.plans = plans;
        this.answer = answer;
    }

    @Requires(Verb.UPGRADE)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "upgrade",
            summary = "Upgrade an environment",
            description =
                    "Applies the pending migrations, each in a transaction of its own where its statements allow. The"
                            + " work is an operation: look it up, or wait for its end with `Prefer: wait=30`. When a migration"
                            + " fails, what was transactional of it is rolled back, and the migrations before it stay.")
    @APIResponse(
            responseCode = "409",
            description =
                    "Nothing was changed. `history-diverged`: `problems` lists what prevents it. `unmanaged-schema`:"
                            + " there are objects but no history. `history-elsewhere`: the search path leads to another history."
                            + " `unknown-target-version`: no migration has this version.")
    @APIResponse(
            responseCode = "412",
            description =
                    "`plan-outdated`: what the named plan was made from has changed, or `If-Match` has the ETag of another"
                            + " plan; the problem says which.")
    public Uni<Response> upgrade(
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
                            description = "What to do; an empty object upgrades to the latest version.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = UpgradeRequest.class),
                                            examples = {
                                                @ExampleObject(name = "latest", value = "{}"),
                                                @ExampleObject(
                                                        name = "to a version",
                                                        value = "{\"targetVersion\":\"42\",\"reason\":\"release 7.3\"}")
                                            }))
                    @Nullable
                    UpgradeRequest request) {
        UpgradeRequest asked = request == null ? UpgradeRequest.NOTHING_SAID : request;
        plans.requireMatch(ifMatch, asked.plan());
        return answer.within(headers).to(upgrades.upgrade(environment, asked, headers.key()));
    }
}
