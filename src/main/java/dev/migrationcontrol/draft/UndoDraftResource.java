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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A drafted undo script. */
@Path("/api/v1/undo-drafts/{draft}")
@Tag(name = "Undo")
class UndoDraftResource {
    private static final String SQL = "application/sql";
    private static final MediaType FILE = MediaType.valueOf(SQL);
    private static final List<Variant> KINDS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, FILE).build();

    private final Operations operations;
    private final ObjectMapper mapper;

    UndoDraftResource(Operations operations, ObjectMapper mapper) {
        this.operations = operations;
        this.mapper = mapper;
    }

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Produces({MediaType.APPLICATION_JSON, SQL})
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getUndoDraft",
            summary = "A drafted undo script",
            description = "With its verdict and notes as JSON or, with `Accept: application/sql`, as the file.")
    @APIResponse(
            responseCode = "200",
            description = "The draft.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UndoDraft.class)),
                @Content(mediaType = SQL, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "404", description = "`unknown-undo-draft`: there is no draft of this id.")
    @APIResponse(
            responseCode = "409",
            description = "`undo-draft-not-ready`: it is not done yet, or it failed; its operation says why.")
    public Response get(
            @Parameter(description = "The draft's id.", example = "0192f0c1-7c00-7000-8000-000000000000")
                    @PathParam("draft")
                    String draft,
            @Context Request accepted) {
        UndoDraft found = require(OperationId.parse("draft", draft));
        Variant kind = accepted.selectVariant(KINDS);
        boolean file = kind != null && FILE.equals(kind.getMediaType());
        return file
                ? Response.ok(found.script(), SQL + ";charset=UTF-8")
                        .header(
                                "Content-Disposition",
                                "attachment; filename=\"" + found.name().replaceAll("[^A-Za-z0-9_.-]", "_") + "\"")
                        .build()
                : Response.ok(found, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private UndoDraft require(UUID id) {
        Operation operation = operations
                .findVisible(id)
                .filter(each -> each.type().equals(UndoDraftHandler.TYPE))
                .orElseThrow(() -> new UnknownUndoDraft(id));
        Map<String, Object> result = operation.result();
        if (operation.state() != OperationState.SUCCEEDED || result == null) {
            throw new UndoDraftNotReady(id, operation.state());
        }
        return mapper.convertValue(result, UndoDraft.class);
    }
}
