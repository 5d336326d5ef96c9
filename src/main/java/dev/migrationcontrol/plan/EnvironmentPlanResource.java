package dev.migrationcontrol.plan;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.CallHeaders;
import dev.migrationcontrol.operation.OperationAnswer;
import dev.migrationcontrol.problem.PageParameters;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Makes the plans of an environment, and lists them. */
@Path("/api/v1/environments/{environment}/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
class EnvironmentPlanResource {
    private final Plans plans;
    private final PlanStore store;
    private final Environments environments;
    private final OperationAnswer answer;

    EnvironmentPlanResource(Plans plans, PlanStore store, Environments environments, OperationAnswer answer) {
        this.answer = answer;
        this.plans = plans;
        this.store = store;
        this.environments = environments;
    }

    /** A plan in a list, without its steps. */
    @Schema(name = "PlanSummary", description = "A plan in a list, without its steps.")
    record Summary(
            @Schema(description = "Identifies the plan.", examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
            UUID id,

            @Schema(description = "What it would do.", examples = "UPGRADE")
            PlanType type,

            @Schema(description = "Whether it can be run.", examples = "READY")
            Plan.State state,

            @Schema(description = "When it was made.", examples = "2026-01-31T10:00:00Z")
            Instant createdAt,

            @Schema(description = "Who made it.", examples = "token|ci")
            String createdBy,

            @Schema(description = "Until when it can be run.", examples = "2026-02-01T10:00:00Z")
            Instant expiresAt,

            @Schema(description = "How many scripts would run.", examples = "2")
            int steps) {
        static Summary of(Plan plan) {
            return new Summary(
                    plan.id(),
                    plan.type(),
                    plan.state(),
                    plan.createdAt(),
                    plan.createdBy(),
                    plan.expiresAt(),
                    plan.steps().size());
        }
    }

    /** A page of plans. */
    @Schema(name = "PlanPage", description = "A page of plans, the newest first.")
    record Page(
            @Schema(description = "The plans.") List<Summary> items,

            @Schema(description = "Give this as pageToken to get the next page; null on the last one.", examples = "17")
            @Nullable
            String nextPageToken) {}

    @Requires(Verb.PLAN)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "makePlan",
            summary = "Make a plan",
            description =
                    "Reads which scripts an upgrade or a rollback would run now, statement by statement, and why nothing may"
                            + " run where that is so. Nothing is changed. The plan is bound to the scripts, the history, the"
                            + " schema and the policy: an upgrade or a rollback that names it runs exactly this, or nothing."
                            + " With `rehearse` it becomes an operation: the scripts are run once on a scratch database, and"
                            + " the plan, which has the operation's id, says what each statement locked, wrote again and"
                            + " read there, and what that means for the tables of the environment.")
    @APIResponse(
            responseCode = "201",
            description = "The plan; `state` says whether it can be run.",
            content = @Content(schema = @Schema(implementation = Plan.class)))
    @APIResponse(
            responseCode = "200",
            description = "The operation, which ended within the wait; its result names the plan.",
            content = @Content(schema = @Schema(implementation = dev.migrationcontrol.operation.Operation.class)))
    @APIResponse(
            responseCode = "202",
            description = "The plan is being rehearsed.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The operation.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = dev.migrationcontrol.operation.Operation.class)))
    @APIResponse(responseCode = "404", description = "`unknown-environment` or `unknown-operation`.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable`, `history-unreadable` or `operation-in-progress`.")
    @APIResponse(
            responseCode = "503",
            description =
                    "`environment-unreachable`, `schema-unreadable` or `control-database-unavailable`: try again later.")
    public Uni<Response> make(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "What to plan; an empty object plans an upgrade to the latest version.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = PlanRequest.class),
                                            examples = {
                                                @ExampleObject(name = "upgrade to the latest version", value = "{}"),
                                                @ExampleObject(
                                                        name = "upgrade, rehearsed",
                                                        value = "{\"rehearse\":true}"),
                                                @ExampleObject(
                                                        name = "rollback of the newest version",
                                                        value = "{\"type\":\"ROLLBACK\",\"steps\":1}")
                                            }))
                    @Nullable
                    PlanRequest request) {
        OperationAnswer.Within within = answer.within(headers);
        PlanRequest asked = request == null ? PlanRequest.NOTHING_SAID : request;
        asked.accepted().forEach(AcceptedRule::requireKnown);
        if (plans.isRehearsed(environment, asked)) {
            return within.to(plans.rehearse(environment, asked, headers.key()));
        }
        Plan plan = plans.make(environment, asked);
        return Uni.createFrom()
                .item(Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/v1/plans/" + plan.id())
                        .tag(new EntityTag(plan.digest()))
                        .entity(plan)
                        .build());
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listPlans",
            summary = "List the plans of an environment",
            description = "The newest first, without their steps. Plans that were not run are kept for 90 days.")
    @APIResponse(responseCode = "200", description = "A page of plans.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Page list(
            @PathParam("environment") String environment,
            @Parameter(description = "How many plans a page holds, 1 to 200; the default is 50.", example = "50")
                    @QueryParam("pageSize")
                    @Nullable
                    String pageSize,
            @Parameter(description = "The nextPageToken of the page before.", example = "17")
                    @QueryParam("pageToken")
                    @Nullable
                    String pageToken) {
        int size = PageParameters.size(pageSize);
        Long before = PageParameters.before(pageToken);
        List<PlanStore.Stored> found =
                store.list(environments.require(environment).name(), before, size + 1);
        List<PlanStore.Stored> items = found.subList(0, Math.min(size, found.size()));
        return new Page(
                items.stream().map(each -> Summary.of(each.plan())).toList(),
                found.size() > size ? Long.toString(items.get(size - 1).number()) : null);
    }
}
