package dev.migrationcontrol.promotion;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.planner.Migration;
import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which scripts an earlier environment has not applied as they are. Pure. */
final class PromotionRule {
    private static final Set<MigrationState> APPLIED =
            Set.of(MigrationState.SUCCESS, MigrationState.OUT_OF_ORDER, MigrationState.BASELINE);

    private PromotionRule() {}

    /** A script that has to wait, and why. */
    record Missing(String script, String why) {}

    /**
     * @param runs what would be applied
     * @param scripts that they are of
     * @param earlier the history of the earlier environment now
     * @param within how long ago a script may have been applied there; null for any time
     */
    static List<Missing> missing(
            List<ScriptRun> runs, Scripts scripts, History earlier, @Nullable Duration within, Instant now) {
        Map<Script, Migration> there = new IdentityHashMap<>();
        for (Migration migration : MigrationStates.of(earlier, scripts, null, true)) {
            if (migration.script() != null && migration.state() != MigrationState.DELETED) {
                there.put(migration.script(), migration);
            }
        }
        List<Missing> missing = new ArrayList<>();
        for (ScriptRun run : runs) {
            String why = why(run.script(), there.get(run.script()), within, now);
            if (why != null) {
                missing.add(new Missing(run.script().name(), why));
            }
        }
        return missing;
    }

    private static @Nullable String why(
            Script script, @Nullable Migration there, @Nullable Duration within, Instant now) {
        HistoryRow row = there == null ? null : there.row();
        if (there == null || row == null) {
            return "Not applied there";
        }
        if (row.isSynthetic() || !APPLIED.contains(there.state()) && there.state() != MigrationState.OUTDATED) {
            return "Not applied there successfully";
        }
        if (!script.matches(row.checksum())) {
            return "Applied there with another content";
        }
        Instant applied = row.installedOn();
        return within != null && (applied == null || applied.isBefore(now.minus(within)))
                ? "Applied there longer ago than " + within
                : null;
    }
}
