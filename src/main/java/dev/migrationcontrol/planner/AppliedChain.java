package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The scripts that build what a history says is applied, in the order in which they ran.
 *
 * @param scripts those whose files are there
 * @param gaps why they do not build all of it, in sentences; none where they do
 */
public record AppliedChain(List<Script> scripts, List<String> gaps) {
    public AppliedChain {
        scripts = List.copyOf(scripts);
        gaps = List.copyOf(gaps);
    }

    /** Whether running the scripts builds what the history says. */
    public boolean isWhole() {
        return gaps.isEmpty();
    }

    public static AppliedChain of(History history, Scripts scripts) {
        List<HistoryRow> rows = new ArrayList<>(new AppliedVersions(history.rows()).live());
        AppliedRepeatables repeatables = new AppliedRepeatables(history.rows());
        repeatables.rows().stream()
                .filter(row -> row.success() && !row.isDelete() && !row.isSynthetic())
                .filter(row -> repeatables.isLatest(row) && !repeatables.isDeleted(row))
                .forEach(rows::add);
        rows.sort(Comparator.comparingInt(HistoryRow::rank));
        List<Script> chain = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        for (HistoryRow row : rows) {
            if (row.isBaseline() && row.isSynthetic()) {
                before(row, scripts, chain, gaps);
            } else if (!row.isSynthetic()) {
                find(row, scripts)
                        .filter(script -> script.type().startsWith("SQL"))
                        .ifPresentOrElse(
                                chain::add,
                                () -> gaps.add(row.script() + " was applied, and there is no SQL script of it."));
            }
        }
        return new AppliedChain(chain.stream().distinct().toList(), gaps);
    }

    /** The newest version that is applied. */
    public static Optional<Version> newest(History history) {
        AppliedVersions applied = new AppliedVersions(history.rows());
        return applied.live().stream()
                .flatMap(row -> Optional.ofNullable(row.version()).stream())
                .max(Version::compareTo);
    }

    /** The same once these have run. */
    public static Optional<Version> newestAfter(History history, List<ScriptRun> runs) {
        List<Version> versions = new ArrayList<>();
        new AppliedVersions(history.rows())
                .live()
                .forEach(row -> Optional.ofNullable(row.version()).ifPresent(versions::add));
        for (ScriptRun run : runs) {
            HistoryRow undone = run.undone();
            Version version = undone == null ? run.script().version() : undone.version();
            if (version != null && undone == null) {
                versions.add(version);
            } else if (version != null) {
                versions.remove(version);
            }
        }
        return versions.stream().max(Version::compareTo);
    }

    /** A baseline says that what its version has was there before; scripts up to it build that, if there are any. */
    private static void before(HistoryRow baseline, Scripts scripts, List<Script> chain, List<String> gaps) {
        Version version = baseline.version();
        List<Script> earlier = scripts.migrations().stream()
                .filter(each -> each.version() != null
                        && version != null
                        && !each.version().isNewerThan(version))
                .toList();
        if (earlier.isEmpty()) {
            gaps.add("The history begins with the baseline " + version + ", and there are no scripts up to it.");
        }
        chain.addAll(earlier);
    }

    private static Optional<Script> find(HistoryRow row, Scripts scripts) {
        Version version = row.version();
        if (version == null) {
            return scripts.migrations().stream()
                    .filter(each -> each.version() == null && each.description().equals(row.description()))
                    .findFirst();
        }
        List<Script> all = new ArrayList<>(row.type().contains("BASELINE") ? scripts.baselines() : List.of());
        all.addAll(scripts.migrations());
        return all.stream().filter(each -> version.equals(each.version())).findFirst();
    }
}
