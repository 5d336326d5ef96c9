package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows without a version, read as Flyway reads them: which run of each description is the latest one. */
final class AppliedRepeatables {
    private final List<HistoryRow> rows = new ArrayList<>();
    private final Set<Integer> deletedRanks = new HashSet<>();
    private final Map<String, Integer> latestRanks = new HashMap<>();

    AppliedRepeatables(List<HistoryRow> history) {
        for (HistoryRow row : history) {
            if (row.version() != null) {
                continue;
            }
            rows.add(row);
            if (row.isDelete() && row.success()) {
                markDeleted(row.description());
            }
            latestRanks.merge(row.description(), row.rank(), Math::max);
        }
    }

    private void markDeleted(String description) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            HistoryRow row = rows.get(i);
            if (!row.isSynthetic() && description.equals(row.description())) {
                deletedRanks.add(row.rank());
                return;
            }
        }
    }

    List<HistoryRow> rows() {
        return rows;
    }

    boolean isDeleted(HistoryRow row) {
        return deletedRanks.contains(row.rank());
    }

    boolean isLatest(HistoryRow row) {
        return latestRanks.getOrDefault(row.description(), -1) == row.rank();
    }

    /** Whether the latest run of this script is of its present text. */
    boolean isUpToDate(Script script) {
        return rows.stream()
                .anyMatch(row -> row.description().equals(script.description())
                        && isLatest(row)
                        && !isDeleted(row)
                        && !row.isDelete()
                        && script.matches(row.checksum()));
    }
}
