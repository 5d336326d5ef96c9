package dev.migrationcontrol.drift;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.CallHeaders;
import dev.migrationcontrol.operation.OperationAnswer;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.script.ScriptCatalog;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Checks environments for drift, and says what was found last. */
@Path("/api/v1/environments/{environment}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Drift", description = "How schemas differ from what their histories have built.")
class DriftResource {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Operations operations;
    private final OperationAnswer answer;
    private final DriftStore store;

    DriftResource(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            Operations operations,
            OperationAnswer answer,
            DriftStore store) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.operations = operations;
        this.answer = answer;
        this.store = store;
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("drift")
    @Blocking
    @Operation(
            operationId = "getDrift",
            summary = "What the last check for drift found",
            description =
                    "How the schema of the environment differed from what its history has built, when it was checked"
                            + " last.")
    @APIResponse(
            responseCode = "200",
            description = "The newest check.",
            content = @Content(schema = @Schema(implementation = DriftReport.class)))
    @APIResponse(
            responseCode = "404",
            description =
                    "`unknown-environment`: no environment has this name. `drift-not-checked`: it was not checked yet.")
    public DriftReport get(@PathParam("environment") String environment) {
        String name = environments.require(environment).name();
        return store.newest(name).orElseThrow(() -> new DriftNotChecked(name));
    }

    @Requires(Verb.PLAN)
    @POST
    @Path("drift-checks")
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(
            operationId = "checkDrift",
            summary = "Check an environment for drift",
            description =
                    "Runs the scripts that the history says were applied on a scratch database and compares every object with"
                            + " the environment, which is only read. What is added, removed or changed is answered with both"
                            + " definitions and with the scripts that would close the difference in either direction, tried on"
                            + " scratch databases. The work is an operation of the type `DRIFT_CHECK`; its `result` is a Drift.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable`: a location is missing, or two scripts claim one version."
                    + " `history-unreadable`: the database user may not read the history.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Uni<Response> check(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "What closing scripts may drop; an empty object names nothing.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = DriftCheckRequest.class),
                                            examples = {
                                                @ExampleObject(name = "check", value = "{}"),
                                                @ExampleObject(
                                                        name = "a column may be dropped",
                                                        value = "{\"droppable\":[\"public.orders.note\"]}")
                                            }))
                    @Nullable
                    DriftCheckRequest asked) {
        DriftCheckRequest request = asked == null ? DriftCheckRequest.NOTHING_SAID : asked;
        var on = environments.require(environment);
        return answer.within(headers)
                .to(operations.accept(
                        new Operations.Submission(
                                DriftCheckHandler.TYPE, environment, request.reason(), request, headers.key()),
                        () -> {
                            catalog.readFresh(on);
                            preflight.requireReadable(on);
                            return false;
                        }));
    }
}
