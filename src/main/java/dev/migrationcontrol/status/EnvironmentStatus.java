package dev.migrationcontrol.status;

import dev.migrationcontrol.probe.ReplicaUse;
import dev.migrationcontrol.probe.Server;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.system.ForeignSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The status of an environment at the time of a check. */
@Schema(
        name = "Status",
        description = "The status of an environment: its history and schema, compared with its scripts.")
record EnvironmentStatus(
        @Schema(description = "The environment.", examples = "production")
        String environment,

        @Schema(description = "When it was checked.", examples = "2026-01-31T10:00:00Z")
        Instant checkedAt,

        @Schema(description = """
                        Its state; where several apply, the first of: `UNCHECKED` (it could not
                        be checked: the problem says why), `UNREACHABLE` (the problem says why),
                        `FAILED` (a migration failed and nothing has repaired it), `DIVERGED` (scripts are missing, changed
                        or were passed over, or something cannot be read), `UNMANAGED` (objects in any schema but no history), `EMPTY`
                        (neither), `AHEAD` (applied versions newer than any script), `PENDING`, `UP_TO_DATE`.""", examples = "PENDING") StatusState state,

        @Schema(description = "The server that answered; null when none did.") @Nullable
        Server server,

        @Schema(description = "Whether its replica was asked; null where it has none, or nothing answered.") @Nullable
        ReplicaUse replica,

        @Schema(
                description = "The newest version that is applied; null when none is, or it cannot be read.",
                examples = "42",
                implementation = String.class)
        @Nullable
        Version currentVersion,

        @Schema(
                description = "The newest version of any script; null when there is none, or they cannot be read.",
                examples = "44",
                implementation = String.class)
        @Nullable
        Version latestVersion,

        @Schema(description = "What the next upgrade runs, in this order.")
        List<PendingMigration> pending,

        @Schema(description = "What is wrong; empty when nothing is.")
        List<StatusProblem> problems,

        @Schema(
                description =
                        "What prevents nothing, but should be checked: files that look like migrations and are none,"
                                + " 20 of them by name. Empty when there is nothing.")
        List<StatusWarning> warnings,

        @Schema(
                description =
                        "What runs the next upgrade: `migration-control`, or `flyway`, an unmodified Flyway, because of"
                                + " what only that can run. Null where the scripts cannot be read.",
                examples = "migration-control")
        @Nullable
        String runner,

        @Schema(
                description =
                        "Why `flyway` runs it: the Java and shell migrations, and the callbacks that are shell scripts.",
                examples = "[\"V7__export.sh\"]")
        List<String> because,

        @Schema(description = "Version tables of other migration systems in this database.")
        List<ForeignSystem> foreignSystems,

        @Schema(
                description = "The operation that is queued or running on it; null when there is none, or the service's"
                        + " own database does not answer.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        @Nullable
        UUID activeOperation,

        @Schema(
                description =
                        "The operation that was made with broken glass, the oldest that nobody has reviewed yet; null"
                                + " when there is none, or the service's own database does not answer.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        @Nullable
        UUID openBreakGlass,

        @Schema(description = "How long the database took to answer.", examples = "PT0.003S")
        Duration responseTime) {
    EnvironmentStatus {
        pending = List.copyOf(pending);
        problems = List.copyOf(problems);
        because = List.copyOf(because);
        warnings = List.copyOf(warnings);
        foreignSystems = List.copyOf(foreignSystems);
    }
}
