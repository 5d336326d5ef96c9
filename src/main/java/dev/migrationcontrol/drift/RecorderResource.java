package dev.migrationcontrol.drift;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.ConfirmationRequired;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.CallHeaders;
import dev.migrationcontrol.operation.OperationAnswer;
import dev.migrationcontrol.operation.Operations;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks for the recorder of who changes a schema. */
@Path("/api/v1/environments/{environment}/drift-recorder")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Drift")
class RecorderResource {
    private final Environments environments;
    private final Preflight preflight;
    private final Operations operations;
    private final OperationAnswer answer;

    RecorderResource(Environments environments, Preflight preflight, Operations operations, OperationAnswer answer) {
        this.environments = environments;
        this.preflight = preflight;
        this.operations = operations;
        this.answer = answer;
    }

    @Requires(Verb.REPAIR)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "setDriftRecorder",
            summary = "Install or remove the recorder of changes",
            description =
                    "Installs two event triggers by which the database itself records who changes its schema: the role, the"
                            + " name of the session, the kind of command and the object, of the newest 10,000 changes, in the"
                            + " schema `migration_control_drift`. Or removes them with all that they have recorded. Only a role"
                            + " that may create event triggers can do it, on most servers a superuser. The work is an"
                            + " operation of the type `DRIFT_RECORDER`.")
    @APIResponse(
            responseCode = "409",
            description =
                    "Nothing was changed. `confirmation-required`: the environment is protected, and the request does"
                            + " not name it.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Uni<Response> set(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "Whether it is to be there.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = RecorderRequest.class),
                                            examples =
                                                    @ExampleObject(name = "install", value = "{\"installed\":true}")))
                    @Nullable
                    RecorderRequest asked) {
        RecorderRequest request = asked == null ? RecorderRequest.NOTHING_SAID : asked;
        Environment on = environments.require(environment);
        request.requireInstalled();
        ConfirmationRequired.check(on, request.confirm());
        return answer.within(headers)
                .to(operations.accept(
                        new Operations.Submission(
                                RecorderHandler.TYPE, environment, request.reason(), request, headers.key()),
                        () -> {
                            preflight.requireChangeable(on);
                            return false;
                        }));
    }
}
