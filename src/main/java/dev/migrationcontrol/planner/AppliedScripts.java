package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that lead from nothing to what a history says, with the texts that they have now.
 *
 * @param inOrder each at the place of its latest run
 * @param gap why they do not lead there; null when they do
 */
public record AppliedScripts(List<Script> inOrder, @Nullable String gap) {
    public AppliedScripts {
        inOrder = List.copyOf(inOrder);
    }

    /** Of a history as it is now. */
    public static AppliedScripts of(History history, Scripts scripts) {
        AppliedRepeatables repeatables = new AppliedRepeatables(history.rows());
        Stream<HistoryRow> repeated = repeatables.rows().stream()
                .filter(row -> row.success()
                        && !row.isSynthetic()
                        && repeatables.isLatest(row)
                        && !repeatables.isDeleted(row));
        List<HistoryRow> rows = Stream.concat(new AppliedVersions(history.rows()).live().stream(), repeated)
                .sorted(Comparator.comparingInt(HistoryRow::rank))
                .toList();
        List<Script> inOrder = new ArrayList<>();
        String gap = null;
        for (HistoryRow row : rows) {
            Optional<Script> script = find(row, scripts);
            script.ifPresent(inOrder::add);
            if (script.isEmpty() && gap == null) {
                gap = row.isBaseline()
                        ? "The history begins with a baseline at version " + row.version()
                                + ": no script makes what was there before it."
                        : "The script of " + (row.version() == null ? row.script() : "version " + row.version())
                                + ", which was applied, is not there any more.";
            }
        }
        return new AppliedScripts(inOrder, gap);
    }

    private static Optional<Script> find(HistoryRow row, Scripts scripts) {
        return Stream.concat(scripts.migrations().stream(), scripts.baselines().stream())
                .filter(script -> script.type().equals(row.effectiveType()))
                .filter(script -> row.version() == null
                        ? script.kind() == Script.Kind.REPEATABLE
                                && script.description().equals(row.description())
                        : row.version().equals(script.version()))
                .findFirst();
    }
}
