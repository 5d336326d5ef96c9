package dev.migrationcontrol.draft;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Asks for migrations that lead to models. */
@Path("/api/v1/environments/{environment}/migration-drafts")
@Tag(name = "Models")
class MigrationDraftsResource {
    private static final String GZIP = "application/gzip";
    private static final String ZIP = "application/zip";

    private final Environments environments;
    private final Operations operations;
    private final OperationAnswer answer;
    private final ModelBodies bodies;
    private final ScratchDrafts drafts;

    MigrationDraftsResource(
            Environments environments,
            Operations operations,
            OperationAnswer answer,
            ModelBodies bodies,
            ScratchDrafts drafts) {
        this.environments = environments;
        this.operations = operations;
        this.answer = answer;
        this.bodies = bodies;
        this.drafts = drafts;
    }

    @Requires(Verb.PLAN)
    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, GZIP, ZIP})
    @Produces(MediaType.APPLICATION_JSON)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "draftMigration",
            summary = "Draft the migration that leads to a model",
            description =
                    "Builds on scratch databases what all scripts of the environment make, applied or not, and what the model"
                            + " makes; writes the next migration, which leads from the one to the other, and its undo; tries both"
                            + " there; and judges them by the rules. Renames are asked about and never guessed, and no table and"
                            + " no column is dropped that the request does not name. The work is an operation of the type"
                            + " `MIGRATION_DRAFT`, whose id is the draft's; the scripts are not installed anywhere.")
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: no environment has this name, or that of the model.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable`: a location is missing, or two scripts claim one version."
                    + " `history-unreadable`: the database user may not read the history.")
    @APIResponse(responseCode = "413", description = "`body-too-large`: the body is larger than allowed.")
    @APIResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is neither JSON nor a gzipped tar or zip archive.")
    @APIResponse(
            responseCode = "422",
            description = "`tree-refused`: the archive leads outside of itself, is too large, or is damaged.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Uni<Response> draft(
            @PathParam("environment") String environment,
            @BeanParam CallHeaders headers,
            @Context HttpHeaders http,
            @RequestBody(
                            description = "The model.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = MigrationDraftRequest.class),
                                        examples = {
                                            @ExampleObject(
                                                    name = "SQL of a mapper",
                                                    value =
                                                            "{\"scope\":\"TABLES\",\"scripts\":[{\"name\":\"model.sql\",\"content\":\"CREATE"
                                                                    + " TABLE orders (id bigint PRIMARY KEY);\"}]}"),
                                            @ExampleObject(
                                                    name = "another environment, with a rename",
                                                    value =
                                                            "{\"environment\":\"development\",\"renames\":[{\"from\":\"public.orders.note\",\"to\":\"public.orders.remark\"}]}")
                                        }),
                                @Content(
                                        mediaType = GZIP,
                                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
                            })
                    InputStream body)
            throws IOException {
        environments.require(environment);
        MediaType type = http.getMediaType();
        MigrationDraftRequest request = ModelBodies.isJson(type)
                ? bodies.json(body, MigrationDraftRequest.class, MigrationDraftRequest.NOTHING_SAID)
                : new MigrationDraftRequest(bodies.archive(body, type), null, null, null, null, null, null, null);
        Model model = request.model();
        bodies.requireVisible(model);
        if (model.environment() != null) {
            environments.require(model.environment());
        }
        return answer.within(headers)
                .to(operations.accept(
                        new Operations.Submission(
                                MigrationDraftHandler.TYPE, environment, request.reason(), request, headers.key()),
                        () -> {
                            drafts.question(environment);
                            return false;
                        }));
    }
}
