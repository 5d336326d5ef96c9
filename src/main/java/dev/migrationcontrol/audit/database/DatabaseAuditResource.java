package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environments;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The live audit of one environment's database. */
@Path("/api/v1/environments/{environment}/audit")
@Produces({MediaType.APPLICATION_JSON, DatabaseReportWriter.MARKDOWN})
@Blocking
@Tag(
        name = "Audits",
        description = "Which migration systems and database variables source trees hold, and what the systems did in"
                + " databases.")
class DatabaseAuditResource {
    private final Environments environments;
    private final DatabaseAudits audits;

    DatabaseAuditResource(Environments environments, DatabaseAudits audits) {
        this.environments = environments;
        this.audits = audits;
    }

    @Requires(Verb.AUDIT)
    @GET
    @Operation(operationId = "auditDatabase", summary = "Audit an environment's database", description = """
                    Finds the version tables of every migration system that it knows, in every schema, by their columns; reports \
                    what each of them recorded, which runners are at work, which objects no migration explains, what is wrong \
                    with the environment's own history, and what to do. It reads in one read-only transaction; a user with `SELECT` \
                    on some schemas is enough, and what the user may not read is a finding. With `Accept: text/markdown` the answer is the same as a \
                    report.""")
    @APIResponse(
            responseCode = "200",
            description = "What was found.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DatabaseAudit.class)),
                @Content(
                        mediaType = DatabaseReportWriter.MARKDOWN,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description = "The same as a report.",
                                        examples = "# Audit of production"))
            })
    @APIResponse(responseCode = "404", description = "`unknown-environment`: no environment has this name.")
    @APIResponse(responseCode = "503", description = "`environment-unreachable`: its database does not answer.")
    public DatabaseAudit get(@PathParam("environment") String environment) {
        return audits.of(environments.require(environment));
    }
}
