package dev.migrationcontrol.draft;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.conversion.Conversions;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks whether a model and the migrations agree. */
@Path("/api/v1/environments/{environment}/model-checks")
@Tag(name = "Models", description = "Desired schemas, and the migrations that lead to them.")
class ModelCheckResource {
    private static final String GZIP = "application/gzip";
    private static final String ZIP = "application/zip";

    private final Environments environments;
    private final Operations operations;
    private final OperationAnswer answer;
    private final ModelBodies bodies;
    private final ScratchDrafts drafts;
    private final Conversions conversions;

    ModelCheckResource(
            Environments environments,
            Operations operations,
            OperationAnswer answer,
            ModelBodies bodies,
            ScratchDrafts drafts,
            Conversions conversions) {
        this.environments = environments;
        this.operations = operations;
        this.answer = answer;
        this.bodies = bodies;
        this.drafts = drafts;
        this.conversions = conversions;
    }

    @Requires(Verb.PLAN)
    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, GZIP, ZIP})
    @Produces(MediaType.APPLICATION_JSON)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "checkModel",
            summary = "Compare a model with what the migrations build",
            description =
                    "Builds on scratch databases what all scripts of the environment make, applied or not, and what the model"
                            + " makes, and compares them object by object. The model is SQL, an archive of SQL files that run"
                            + " in the order of their names, or another environment. With `sources` or `alembicOutput` the"
                            + " migrations of another system are compared in place of the environment's, on its server: for"
                            + " example an Alembic project before its consolidation. The work is an operation of the type"
                            + " `MODEL_CHECK`; its `result` is a ModelCheck.")
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: no environment has this name, or that of the model.")
    @APIResponse(
            responseCode = "409",
            description = "`scripts-unreadable`: a location is missing, or two scripts claim one version."
                    + " `history-unreadable`: the database user may not read the history."
                    + " `sources-not-configured`: no folder may be read.")
    @APIResponse(responseCode = "413", description = "`body-too-large`: the body is larger than allowed.")
    @APIResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is neither JSON nor a gzipped tar or zip archive.")
    @APIResponse(
            responseCode = "422",
            description = "`tree-refused`: the archive leads outside of itself, is too large, or is damaged."
                    + " `unknown-source`, `source-unrecognised`, `source-not-convertible`, `source-too-large`,"
                    + " `code-only-migrations`: the migrations of another system cannot be converted, as in a"
                    + " conversion.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public Uni<Response> check(
            @PathParam("environment") String environment,
            @Parameter(
                            description =
                                    "For an archive: which of its files is what `alembic upgrade heads --sql` printed;"
                                            + " the others are the model.",
                            example = "upgrade.sql")
                    @QueryParam("alembicOutput")
                    @Nullable
                    String alembicOutput,
            @BeanParam CallHeaders headers,
            @Context HttpHeaders http,
            @RequestBody(
                            description = "The model.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = ModelCheckRequest.class),
                                        examples = {
                                            @ExampleObject(
                                                    name = "SQL of a mapper",
                                                    value =
                                                            "{\"scope\":\"TABLES\",\"scripts\":[{\"name\":\"model.sql\",\"content\":\"CREATE"
                                                                    + " TABLE orders (id bigint PRIMARY KEY);\"}]}"),
                                            @ExampleObject(
                                                    name = "another environment",
                                                    value = "{\"environment\":\"development\"}"),
                                            @ExampleObject(
                                                    name = "an Alembic project",
                                                    value =
                                                            "{\"scope\":\"TABLES\",\"scripts\":[{\"name\":\"model.sql\",\"content\":\"CREATE"
                                                                    + " TABLE orders (id bigint PRIMARY KEY);\"}],\"sources\":[{\"directory\":\"shop\","
                                                                    + "\"system\":\"alembic\",\"runTool\":true}]}")
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
        ModelCheckRequest request = ModelBodies.isJson(type)
                ? bodies.json(body, ModelCheckRequest.class, ModelCheckRequest.NOTHING_SAID)
                : ModelCheckRequest.ofArchive(bodies.archive(body, type), alembicOutput);
        Model model = request.model();
        bodies.requireVisible(model);
        if (model.environment() != null) {
            environments.require(model.environment());
        }
        return answer.within(headers)
                .to(operations.accept(
                        new Operations.Submission(
                                ModelCheckHandler.TYPE, environment, request.reason(), request, headers.key()),
                        () -> {
                            requireMigrations(environment, request);
                            return false;
                        }));
    }

    /** What the system's own tool has to print is seen when it runs. */
    private void requireMigrations(String environment, ModelCheckRequest request) {
        Optional<OtherMigrations> others = request.others();
        if (others.isEmpty()) {
            drafts.question(environment);
        } else if (!others.get().needTool()) {
            others.get().scripts(conversions);
        }
    }
}
