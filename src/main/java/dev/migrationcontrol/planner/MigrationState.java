package dev.migrationcontrol.planner;

/** The state of one migration, named and decided as Flyway Core 13 does. */
public enum MigrationState {
    PENDING(true, false, false),
    ABOVE_TARGET(true, false, false),
    BELOW_BASELINE(true, false, false),
    BASELINE_IGNORED(true, false, false),
    BASELINE(true, true, false),
    IGNORED(true, false, false),
    MISSING_SUCCESS(false, true, false),
    MISSING_FAILED(false, true, true),
    SUCCESS(true, true, false),
    FAILED(true, true, true),
    OUT_OF_ORDER(true, true, false),
    FUTURE_SUCCESS(false, true, false),
    FUTURE_FAILED(false, true, true),
    OUTDATED(true, true, false),
    SUPERSEDED(true, true, false),
    DELETED(false, true, false);

    private final boolean resolved;
    private final boolean applied;
    private final boolean failed;

    MigrationState(boolean resolved, boolean applied, boolean failed) {
        this.resolved = resolved;
        this.applied = applied;
        this.failed = failed;
    }

    /** Whether a script for it was found. */
    public boolean isResolved() {
        return resolved;
    }

    /** Whether the history holds a row of it. */
    public boolean isApplied() {
        return applied;
    }

    public boolean isFailed() {
        return failed;
    }
}
