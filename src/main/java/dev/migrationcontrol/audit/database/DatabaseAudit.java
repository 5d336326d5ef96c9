package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an audit of one database found. */
@Schema(description = "What an audit of one database found.")
public record DatabaseAudit(
        @Schema(description = "The environment.", examples = "production")
        String environment,

        @Schema(
                description = "The database: its hosts with their ports, and its name.",
                examples = "db.example.org:5432/shop")
        String database,

        @Schema(description = "The server's version.", examples = "18.1")
        String serverVersion,

        @Schema(description = "The user of the audit's session.", examples = "auditor")
        String user,

        @Schema(
                description = "When the audit read it: everything is of this moment.",
                examples = "2026-01-31T10:00:00Z")
        Instant checkedAt,

        @Schema(description = "How long it took.", examples = "PT0.120S")
        Duration duration,

        @Schema(description = "The environment's own Flyway history.")
        DatabaseHistory history,

        @Schema(description = "Every other version table, in every schema.")
        List<DatabaseSystem> systems,

        @Schema(description = "Migration runners that are at work, or left a lock.")
        List<DatabaseRunner> runners,

        @Schema(description = "The objects, and those that no migration explains.")
        DatabaseObjects objects,

        @Schema(description = "The extensions that are installed.")
        List<DatabaseExtension> extensions,

        @Schema(description = "Invalid indexes, and constraints that were never validated.")
        List<DatabaseLeftover> leftovers,

        @Schema(description = "What someone should know or do, the most severe first.")
        List<Finding> findings) {
    public DatabaseAudit {
        systems = List.copyOf(systems);
        runners = List.copyOf(runners);
        extensions = List.copyOf(extensions);
        leftovers = List.copyOf(leftovers);
        findings = List.copyOf(findings);
    }
}
