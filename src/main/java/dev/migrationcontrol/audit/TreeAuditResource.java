package dev.migrationcontrol.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.CallHeaders;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.OperationAnswer;
import dev.migrationcontrol.operation.state.OperationId;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.source.tree.SourceArchive;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asks for audits of source trees, and answers with their reports. */
@Path("/api/v1/audits")
@Tag(name = "Audits")
class TreeAuditResource {
    private static final String MARKDOWN = "text/markdown";
    private static final String GZIP = "application/gzip";
    private static final String ZIP = "application/zip";

    private final TreeAudits audits;
    private final TreeUploads uploads;
    private final UploadIntake intake;
    private final OperationAnswer answer;
    private final ObjectMapper mapper;
    private final CurrentVertxRequest current;

    TreeAuditResource(
            TreeAudits audits,
            TreeUploads uploads,
            UploadIntake intake,
            OperationAnswer answer,
            ObjectMapper mapper,
            CurrentVertxRequest current) {
        this.audits = audits;
        this.uploads = uploads;
        this.intake = intake;
        this.answer = answer;
        this.mapper = mapper;
        this.current = current;
    }

    @Requires(Verb.AUDIT)
    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, GZIP, ZIP})
    @Produces(MediaType.APPLICATION_JSON)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "auditTree",
            summary = "Audit a source tree",
            description =
                    "Reads a directory below a configured root, or an uploaded archive: every migration system's scripts, who uses"
                            + " each, database variables, and what is wrong. Nothing of the tree is run unless scratchEnvironment asks for it, links are not followed,"
                            + " and archives that lead outside or unpack to too much are refused. The operation's id is the"
                            + " audit's id; its events say how many files were read.")
    @APIResponse(
            responseCode = "202",
            description = "The audit is accepted and runs.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The operation.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(schema = @Schema(implementation = Operation.class)))
    @APIResponse(
            responseCode = "404",
            description =
                    "`unknown-source-tree`: no such directory is below a configured root. `unknown-environment`: no"
                            + " environment of this name is configured.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`trial-not-allowed`: scripts of trees may not be run on this environment's server, or not with"
                            + " the rights of its role.")
    @APIResponse(responseCode = "413", description = "`body-too-large`: the archive is larger than allowed.")
    @APIResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is neither JSON nor a gzipped tar or zip archive.")
    @APIResponse(
            responseCode = "422",
            description =
                    "`tree-refused`: the archive leads outside of itself, is too large, or is damaged; `reason` says which."
                            + " `idempotency-key-reused`: the key was used with another request before.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Uni<Response> audit(
            @BeanParam CallHeaders headers,
            @Parameter(description = "For an archive: environments to compare with the tree.", example = "production")
                    @QueryParam("environments")
                    @Nullable
                    List<String> environments,
            @Parameter(
                            description = "For an archive: an environment on whose server its migrations are tried, on"
                                    + " scratch databases.",
                            example = "staging")
                    @QueryParam("scratchEnvironment")
                    @Nullable
                    String scratchEnvironment,
            @Parameter(
                            description = "For an archive: the reason, at most 500 characters.",
                            example = "before the consolidation")
                    @QueryParam("reason")
                    @Nullable
                    String reason,
            @Context HttpHeaders http,
            @RequestBody(
                            description = "A directory as JSON, or an archive.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = TreeAuditRequest.class),
                                        examples =
                                                @ExampleObject(
                                                        name = "a directory",
                                                        value =
                                                                "{\"directory\":\"billing\",\"environments\":[\"production\"]}")),
                                @Content(
                                        mediaType = GZIP,
                                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
                            })
                    InputStream body)
            throws IOException {
        OperationAnswer.Within within = answer.within(headers);
        MediaType type = http.getMediaType();
        if (type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            TreeAuditRequest request = mapper.readValue(body, TreeAuditRequest.class);
            if (request == null) {
                throw new InvalidRequest("body", "must name a directory, or be an archive");
            }
            return within.to(audits.audit(request, headers.key()));
        }
        SourceArchive.Kind kind = type.getSubtype().toLowerCase(Locale.ROOT).equals("zip")
                ? SourceArchive.Kind.ZIP
                : SourceArchive.Kind.TAR_GZIP;
        TreeAuditRequest request =
                new TreeAuditRequest(null, environments == null ? List.of() : environments, scratchEnvironment, reason);
        audits.requireUploadable(request);
        try (TreeUploads.Received archive = uploads.receive(body, kind)) {
            Operation accepted = audits.audit(archive.file(), kind, request, headers.key());
            intake.leave(current.getCurrent());
            return within.to(accepted);
        }
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{audit}")
    @Blocking
    @Produces({MediaType.APPLICATION_JSON, MARKDOWN})
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getTreeAudit",
            summary = "The report of an audit",
            description = "The report as JSON or, with `Accept: text/markdown`, as the document MIGRATION_AUDIT.md.")
    @APIResponse(
            responseCode = "200",
            description = "The report.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = TreeAuditReport.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "404", description = "`unknown-audit`: there is no audit of this id.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`audit-not-ready`: the audit is not done yet, or it failed; `operationId` names its operation.")
    @APIResponse(responseCode = "503", description = "`control-database-unavailable`: try again later.")
    public Response report(
            @Parameter(description = "The audit's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("audit")
                    String audit,
            @Context HttpHeaders http) {
        TreeAuditStore.Stored stored = require(audit);
        boolean markdown = http.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(first -> first.getSubtype().equals("markdown"))
                .isPresent();
        return markdown
                ? document(stored.audit())
                : Response.ok(stored.report(), MediaType.APPLICATION_JSON_TYPE).build();
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{audit}/MIGRATION_AUDIT.md")
    @Blocking
    @Produces(MARKDOWN)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getMigrationAudit",
            summary = "The report as a document",
            description =
                    "Systems, migrations and their purpose, usage, tests, variables and findings, to be committed as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The document.",
            content = @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "`unknown-audit`: there is no audit of this id.")
    @APIResponse(responseCode = "409", description = "`audit-not-ready`: the audit is not done yet, or it failed.")
    public Response auditDocument(
            @Parameter(description = "The audit's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("audit")
                    String audit) {
        return document(require(audit).audit());
    }

    @Requires(Verb.VIEW)
    @GET
    @Path("/{audit}/CONSOLIDATION_PLAN.md")
    @Blocking
    @Produces(MARKDOWN)
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getConsolidationPlan",
            summary = "How to consolidate, as a document",
            description =
                    "The target, the order of steps, what becomes of each system, files to change with their lines, what changes"
                            + " for users, risks, and how to go back.")
    @APIResponse(
            responseCode = "200",
            description = "The document.",
            content = @Content(mediaType = MARKDOWN, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "`unknown-audit`: there is no audit of this id.")
    @APIResponse(responseCode = "409", description = "`audit-not-ready`: the audit is not done yet, or it failed.")
    public Response planDocument(
            @Parameter(description = "The audit's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("audit")
                    String audit) {
        return document(require(audit).plan());
    }

    private TreeAuditStore.Stored require(String audit) {
        return audits.require(OperationId.parse("audit", audit));
    }

    private static Response document(String text) {
        return Response.ok(text, MARKDOWN + ";charset=UTF-8").build();
    }
}
