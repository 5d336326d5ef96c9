package dev.migrationcontrol.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.audit.TreeUploads;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.rule.book.RuleBook;
import dev.migrationcontrol.rule.report.SarifLog;
import dev.migrationcontrol.source.tree.SourceArchive;
import dev.migrationcontrol.workspace.FolderDeletion;
import dev.migrationcontrol.workspace.TemporaryFolders;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Checks scripts before they are merged. */
@Path("/api/v1/checks")
@Tag(name = "Checks")
class CheckResource {
    private static final String MARKDOWN = "text/markdown";
    private static final String GZIP = "application/gzip";
    private static final String ZIP = "application/zip";

    private static final List<Variant> KINDS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE,
                    new MediaType("application", "sarif+json"),
                    new MediaType("text", "markdown"))
            .build();

    private final Checks checks;
    private final TreeUploads uploads;
    private final TemporaryFolders folders;
    private final ObjectMapper mapper;
    private final String version;

    CheckResource(
            Checks checks,
            TreeUploads uploads,
            TemporaryFolders folders,
            ObjectMapper mapper,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.checks = checks;
        this.uploads = uploads;
        this.folders = folders;
        this.mapper = mapper;
        this.version = version;
    }

    @Requires(Verb.PLAN)
    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, GZIP, ZIP})
    @Produces({MediaType.APPLICATION_JSON, SarifLog.TYPE, MARKDOWN})
    @Operation(
            operationId = "checkScripts",
            summary = "Check scripts by the rules",
            description =
                    "Judges migration scripts before they are merged, and stores nothing. With an environment, its"
                            + " history says which scripts are applied, its catalogue which tables are there and how large"
                            + " they are, and its policy how much each rule matters; else every script that baseRevision"
                            + " does not cover is taken for new, and so is every table that one of them makes. The answer"
                            + " is JSON, SARIF 2.1.0 or, for a comment, Markdown, by the header Accept.")
    @APIResponse(
            responseCode = "200",
            description = "What was found.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = CheckReport.class)),
                @Content(mediaType = SarifLog.TYPE, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "404",
            description = "`unknown-environment`: no environment of this name is configured."
                    + " `unknown-source-tree`: no such directory is below a configured root.")
    @APIResponse(
            responseCode = "503",
            description = "`environment-unreachable`: the database of the environment cannot be reached.")
    @APIResponse(
            responseCode = "413",
            description =
                    "`body-too-large`: the body is larger than allowed. `check-too-large`: there are more scripts or"
                            + " statements than are judged at once.")
    @APIResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is neither JSON nor a gzipped tar or zip archive.")
    @APIResponse(
            responseCode = "422",
            description = "`tree-refused`: the archive leads outside of itself, is too large, or is damaged.")
    public Response check(
            @Parameter(
                            description = "The environment whose history, catalogue and policy count.",
                            example = "production")
                    @QueryParam("environment")
                    @Nullable
                    String environment,
            @Parameter(
                            description = "The name of the newest script that counts as applied, and all before it.",
                            example = "V42__orders.sql")
                    @QueryParam("baseRevision")
                    @Nullable
                    String baseRevision,
            @Parameter(
                            description = "The least severity that is answered: ERROR, WARNING or INFO.",
                            schema =
                                    @Schema(
                                            enumeration = {"ERROR", "WARNING", "INFO"},
                                            defaultValue = "INFO"))
                    @QueryParam("minimumSeverity")
                    @Nullable
                    String minimumSeverity,
            @Context HttpHeaders http,
            @Context Request accepted,
            @RequestBody(
                            description = "Scripts or a directory as JSON, or an archive.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = CheckRequest.class),
                                        examples =
                                                @ExampleObject(
                                                        name = "scripts",
                                                        value =
                                                                "{\"scripts\":[{\"name\":\"V43__index.sql\",\"content\":\"CREATE"
                                                                        + " INDEX orders_total ON orders (total);\"}]}")),
                                @Content(
                                        mediaType = GZIP,
                                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
                            })
                    InputStream body)
            throws IOException {
        Checks.Options options = new Checks.Options(environment, baseRevision, severity(minimumSeverity));
        checks.require(options);
        MediaType type = http.getMediaType();
        if (type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            CheckRequest request = mapper.readValue(body, CheckRequest.class);
            if (request == null) {
                throw new InvalidRequest("body", "must have scripts or a directory, or be an archive");
            }
            return answer(checks.check(request, options), accepted);
        }
        SourceArchive.Kind kind = type.getSubtype().toLowerCase(Locale.ROOT).equals("zip")
                ? SourceArchive.Kind.ZIP
                : SourceArchive.Kind.TAR_GZIP;
        return answer(archive(body, kind, options), accepted);
    }

    private CheckReport archive(InputStream body, SourceArchive.Kind kind, Checks.Options options) throws IOException {
        java.nio.file.Path folder = folders.folder("check");
        try (TreeUploads.Received archive = uploads.receive(body, kind)) {
            uploads.unpack(archive, kind, folder);
            return checks.check(folder, options);
        } finally {
            FolderDeletion.delete(folder);
        }
    }

    private static Severity severity(@Nullable String text) {
        if (text == null) {
            return Severity.INFO;
        }
        try {
            return Severity.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("minimumSeverity", "must be ERROR, WARNING or INFO");
        }
    }

    private Response answer(CheckReport report, Request accepted) throws JsonProcessingException {
        Variant variant = accepted.selectVariant(KINDS);
        String wanted = variant == null ? "" : variant.getMediaType().getSubtype();
        if (wanted.equals("markdown")) {
            return Response.ok(CheckMarkdown.of(report), MARKDOWN + ";charset=UTF-8")
                    .build();
        }
        if (wanted.equals("sarif+json")) {
            String log = mapper.writeValueAsString(SarifLog.of(report.findings(), RuleBook.all(), version));
            return Response.ok(log, SarifLog.TYPE).build();
        }
        return Response.ok(report, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
