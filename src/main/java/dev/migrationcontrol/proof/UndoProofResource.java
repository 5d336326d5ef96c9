package dev.migrationcontrol.proof;

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

/** Asks for proofs of undo scripts. */
@Path("/api/v1/environments/{environment}/undo-proofs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Undo", description = "Undo scripts: what they bring back, and drafts of them.")
class UndoProofResource {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Operations operations;
    private final OperationAnswer answer;

    UndoProofResource(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            Operations operations,
            OperationAnswer answer) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.operations = operations;
        this.answer = answer;
    }

    @Requires(Verb.PLAN)
    @POST
    @Blocking
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "proveUndo",
            summary = "Try the undo scripts of an environment",
            description = "On scratch databases on the server of the environment, each migration is applied, undone and"
                    + " applied again, and every object and the rows that scripts made are compared with what was there"
                    + " before. The environment itself is only read. The work is an operation of the type"
                    + " `UNDO_PROOF`; its `result` is an UndoProofResult. A verdict is kept until one of the scripts that"
                    + " it rests on has another text; then `GET …/migrations` shows it.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable`: a location is missing, or two scripts claim one version."
                    + " `history-unreadable`: the database user may not read the history.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Uni<Response> prove(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "Which undo scripts to try; an empty object tries all of them.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = UndoProofRequest.class),
                                            examples = {
                                                @ExampleObject(name = "all", value = "{}"),
                                                @ExampleObject(
                                                        name = "some versions",
                                                        value = "{\"from\":\"42\",\"to\":\"44\"}")
                                            }))
                    @Nullable
                    UndoProofRequest asked) {
        UndoProofRequest request = asked == null ? UndoProofRequest.NOTHING_SAID : asked;
        var on = environments.require(environment);
        return answer.within(headers)
                .to(operations.accept(
                        new Operations.Submission(
                                UndoProofHandler.TYPE, environment, request.reason(), request, headers.key()),
                        () -> {
                            catalog.readFresh(on);
                            preflight.requireReadable(on);
                            return false;
                        }));
    }
}
