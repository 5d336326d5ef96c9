package dev.migrationcontrol.planner;

import org.jspecify.annotations.Nullable;

/**
 * One script of a plan that was begun, as it was recorded.
 *
 * @param version of the run that an undo script takes back, or that a migration makes; null for repeatables
 * @param rank that its history row was to have
 * @param done whether it was reported as done
 * @param outsideStatement the statement that was about to run outside of a transaction; 0 when none was
 */
public record RecordedRun(
        String script,
        boolean undo,
        @Nullable String version,
        int rank,
        @Nullable Integer checksum,
        boolean done,
        int outsideStatement) {}
