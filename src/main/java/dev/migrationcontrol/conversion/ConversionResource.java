package dev.migrationcontrol.conversion;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks for conversions. */
@Path("/api/v1/conversions")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Conversions", description = "Convert the scripts of other migration systems.")
class ConversionResource {
    private static final MediaType ZIP = MediaType.valueOf("application/zip");
    private static final List<Variant> KINDS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, ZIP).build();

    private final Conversions conversions;

    ConversionResource(Conversions conversions) {
        this.conversions = conversions;
    }

    @Requires(Verb.PLAN)
    @POST
    @Blocking
    @Produces({MediaType.APPLICATION_JSON, "application/zip"})
    @Operation(
            operationId = "convert",
            summary = "Convert other systems' migrations into Flyway scripts",
            description = "Reads folders of migrations and changes nothing. The answer is the"
                    + " manifest: what each migration becomes. With `Accept: application/zip` it is the archive itself: the"
                    + " scripts, their `.conf` files and `manifest.json`; the same sources give the same bytes, so that a request can be"
                    + " repeated as it is: nothing is kept, and an `Idempotency-Key` is not needed and is ignored. Only"
                    + " `runTool` runs something: the system's own configured tool. Either everything is converted, or nothing is and"
                    + " the answer has every reason.")
    @APIResponse(
            responseCode = "200",
            description = "The conversion.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Manifest.class)),
                @Content(mediaType = "application/zip", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: the environment of `baselineOf` is not configured.")
    @APIResponse(responseCode = "409", description = "`sources-not-configured`: no folder may be read.")
    @APIResponse(
            responseCode = "422",
            description =
                    "`unknown-source`: there is no such folder below a root. `source-unrecognised`: its layout is that of"
                            + " no known system. `source-not-convertible`: `findings` names every file and line that cannot be"
                            + " converted. `source-too-large`: it is beyond a limit. `code-only-migrations`: the migrations are"
                            + " programs. `tool-unavailable`: the system's tool is not configured or printed no SQL; `said` has the"
                            + " last lines of its output."
                            + " `baseline-unavailable`: the schema cannot be written as SQL here.")
    public Response convert(
            @Context Request accepted,
            @RequestBody(
                            description = "The folders.",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ConversionRequest.class),
                                            examples = {
                                                @ExampleObject(
                                                        name = "one folder",
                                                        value =
                                                                "{\"sources\":[{\"directory\":\"billing/migrations\",\"system\":\"goose\"}]}"),
                                                @ExampleObject(
                                                        name = "what Alembic printed",
                                                        value =
                                                                "{\"sources\":[{\"directory\":\"app\",\"system\":\"alembic\",\"sqlOutput\":\"upgrade.sql\"}]}")
                                            }))
                    @Nullable
                    ConversionRequest request) {
        if (request == null) {
            throw new InvalidRequest("sources", "must name at least one folder");
        }
        Variant kind = accepted.selectVariant(KINDS);
        Conversions.Result result = conversions.convert(request);
        if (kind == null || !ZIP.equals(kind.getMediaType())) {
            return Response.ok(result.manifest(), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        return Response.ok(result.zip(), ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"migrations.zip\"")
                .build();
    }
}
