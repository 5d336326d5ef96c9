package dev.migrationcontrol.draft;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.state.OperationId;
import dev.migrationcontrol.operation.state.OperationState;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A drafted migration. */
@Path("/api/v1/migration-drafts/{draft}")
@Tag(name = "Models")
class MigrationDraftResource {
    private static final String ZIP = "application/zip";
    private static final MediaType FILES = MediaType.valueOf(ZIP);
    private static final List<Variant> KINDS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, FILES).build();

    private final Operations operations;
    private final ObjectMapper mapper;

    MigrationDraftResource(Operations operations, ObjectMapper mapper) {
        this.operations = operations;
        this.mapper = mapper;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Produces({MediaType.APPLICATION_JSON, ZIP})
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getMigrationDraft",
            summary = "A drafted migration",
            description =
                    "With its questions, notes and findings as JSON or, with `Accept: application/zip`, as an archive of"
                            + " its files.")
    @APIResponse(
            responseCode = "200",
            description = "The draft.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MigrationDraft.class)),
                @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", description = "`unknown-migration-draft`: there is no draft of this id.")
    @APIResponse(
            responseCode = "409",
            description = "`migration-draft-not-ready`: it is not done yet, or it failed; its operation says why.")
    public Response get(
            @Parameter(description = "The draft's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("draft")
                    String draft,
            @Context Request accepted)
            throws IOException {
        MigrationDraft found = require(OperationId.parse("draft", draft));
        Variant kind = accepted.selectVariant(KINDS);
        boolean files = kind != null && FILES.equals(kind.getMediaType());
        return files
                ? Response.ok(archive(found), ZIP)
                        .header("Content-Disposition", "attachment; filename=\"migration-draft.zip\"")
                        .build()
                : Response.ok(found, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private MigrationDraft require(UUID id) {
        Operation operation = operations
                .findVisible(id)
                .filter(each -> each.type().equals(MigrationDraftHandler.TYPE))
                .orElseThrow(() -> new UnknownMigrationDraft(id));
        Map<String, Object> result = operation.result();
        if (operation.state() != OperationState.SUCCEEDED || result == null) {
            throw new MigrationDraftNotReady(id, operation.state());
        }
        return mapper.convertValue(result, MigrationDraft.class);
    }

    private static byte[] archive(MigrationDraft draft) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> each : draft.texts().entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
