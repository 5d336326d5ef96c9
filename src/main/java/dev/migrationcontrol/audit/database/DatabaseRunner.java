package dev.migrationcontrol.audit.database;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A migration runner that is at work, or that left a lock. */
@Schema(description = "A migration runner that is at work, or that left a lock.")
record DatabaseRunner(
        @Schema(description = "The system; `migration-control` for this service itself.", examples = "golang-migrate")
        String system,

        @Schema(description = """
                        How it is known: `ADVISORY_LOCK` (a session holds or awaits the lock that the system takes),
                        `TABLE_LOCK` (a session has written to its version table in an open transaction, or locked it),
                        `LOCK_ROW` (a row of its lock table says so; it stays when the runner dies).""", examples = "ADVISORY_LOCK")
        How how,

        @Schema(description = "The lock: its key, or the table.", examples = "3689236698")
        String lock,

        @Schema(description = "Whether the runner still waits for the lock.", examples = "false")
        boolean waiting,

        @Schema(
                description =
                        "Who, as far as this role may see: process, application, user, address, or what the lock's"
                                + " row says.",
                examples = "process 4711 (migrate, user deploy, from 10.0.0.7)")
        String holder,

        @Schema(
                description =
                        "Since when: the start of the session's transaction or else of the session, or what the row"
                                + " says; null where this role may not see it.",
                examples = "2026-01-31T10:00:00.000Z")
        @Nullable
        String since) {

    /** How a runner is known. */
    @Schema(name = "DatabaseRunnerHow", description = "How a runner is known.")
    public enum How {
        ADVISORY_LOCK,
        TABLE_LOCK,
        LOCK_ROW
    }

    static final String OURS = "migration-control";

    boolean ours() {
        return system.equals(OURS);
    }
}
