package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versioned rows of a history, read as Flyway reads them: which are deleted (undone), which were applied out of
 * order, what was the newest version and the baseline.
 */
final class AppliedVersions {
    private final List<HistoryRow> rows = new ArrayList<>();
    private final Map<Version, HistoryRow> latestRuns = new HashMap<>();
    private final Set<Integer> deletedRanks = new HashSet<>();
    private final Set<Integer> outOfOrderRanks = new HashSet<>();
    private final List<HistoryRow> repeatedDeletes = new ArrayList<>();
    private final Map<Version, HistoryRow> abandoned = new TreeMap<>();
    private @Nullable Version newest;
    private @Nullable Version baseline;

    AppliedVersions(List<HistoryRow> history) {
        history.forEach(this::add);
        rows.forEach(this::order);
    }

    private void add(HistoryRow row) {
        Version version = row.version();
        if (version == null) {
            return;
        }
        if (row.isBaseline() && (baseline == null || version.isNewerThan(baseline))) {
            baseline = version;
        }
        if (row.isDelete() && row.success()) {
            markDeleted(row, version);
            return;
        }
        rows.add(row);
        if (!row.isSynthetic()) {
            latestRuns.put(version, row);
            abandoned.remove(version);
        }
    }

    /** A delete row marks the latest run of its version; Flyway takes a second one for the same run as corruption. */
    private void markDeleted(HistoryRow delete, Version version) {
        HistoryRow run = latestRuns.get(version);
        if (run != null && !deletedRanks.add(run.rank())) {
            repeatedDeletes.add(delete);
        } else if (run != null && run.success() && run.script().equals(delete.script())) {
            abandoned.put(version, run);
        }
    }

    private void order(HistoryRow row) {
        Version version = row.version();
        if (version == null) {
            return;
        }
        if (newest != null && !version.isNewerThan(newest)) {
            outOfOrderRanks.add(row.rank());
        } else if (!row.isDelete() && !isDeleted(row)) {
            newest = version;
        }
    }

    List<HistoryRow> rows() {
        return rows;
    }

    boolean isDeleted(HistoryRow row) {
        return deletedRanks.contains(row.rank());
    }

    boolean isOutOfOrder(HistoryRow row) {
        return outOfOrderRanks.contains(row.rank());
    }

    /** Delete rows for runs that an earlier one marks already. */
    List<HistoryRow> repeatedDeletes() {
        return repeatedDeletes;
    }

    /** The newest version that is applied and not undone; null when nothing is. */
    @Nullable
    Version newest() {
        return newest;
    }

    /** The baseline in the history; null when there is none. */
    @Nullable
    Version baseline() {
        return baseline;
    }

    /**
     * Runs that a repair marked as deleted because their scripts were missing: nothing undid them. An undo leaves the name of
     * its own script in the row that marks the run.
     */
    Collection<HistoryRow> abandoned() {
        return abandoned.values();
    }

    /** Rows of versions that are in the schema now: applied, successful and not undone, oldest first. */
    List<HistoryRow> live() {
        return rows.stream()
                .filter(row -> row.success() && !row.isDelete() && !isDeleted(row))
                .toList();
    }
}
