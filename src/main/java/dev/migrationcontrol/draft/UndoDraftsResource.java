package dev.migrationcontrol.draft;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.CallHeaders;
import dev.migrationcontrol.operation.OperationAnswer;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.proof.UndoQuestion;
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

/** Asks for drafts of undo scripts. */
@Path("/api/v1/environments/{environment}/undo-drafts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Undo")
class UndoDraftsResource {
    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final Operations operations;
    private final OperationAnswer answer;

    UndoDraftsResource(
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
            operationId = "draftUndo",
            summary = "Draft the undo script of a migration",
            description =
                    "On scratch databases on the server of the environment, the migration is applied, and the statements are"
                            + " written that lead back to the schema before it; what they cannot bring back is in comments."
                            + " The script is tried at once. The work is an operation of the type `UNDO_DRAFT`, whose id is"
                            + " the draft's; the script is not installed anywhere.")
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: no environment has this name. `unknown-migration`: no script has this"
                    + " version.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable`: a location is missing, or two scripts claim one version."
                    + " `history-unreadable`: the database user may not read the history.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Uni<Response> draft(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @RequestBody(
                            description = "The version whose undo is to be drafted.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = UndoDraftRequest.class),
                                            examples =
                                                    @ExampleObject(name = "a version", value = "{\"version\":\"44\"}")))
                    @Nullable
                    UndoDraftRequest asked) {
        UndoDraftRequest request = asked == null ? UndoDraftRequest.NOTHING_SAID : asked;
        Environment on = environments.require(environment);
        request.requireVersion();
        return answer.within(headers)
                .to(operations.accept(
                        new Operations.Submission(
                                UndoDraftHandler.TYPE, environment, request.reason(), request, headers.key()),
                        () -> {
                            requireKnown(on, request);
                            return false;
                        }));
    }

    private void requireKnown(Environment environment, UndoDraftRequest request) {
        UndoQuestion question =
                UndoQuestion.ofAll(environment, catalog.readFresh(environment), preflight.requireReadable(environment));
        if (question.script(request.requireVersion()).isEmpty()) {
            throw new UnknownMigration(environment.name(), String.valueOf(request.version()));
        }
    }
}
