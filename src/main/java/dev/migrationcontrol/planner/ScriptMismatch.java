package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.planner.refusal.HistoryProblem.Kind;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a script still is what was applied, asked as Flyway's validation asks. */
final class ScriptMismatch {
    private ScriptMismatch() {}

    /** @param baseline versions up to it are not compared */
    static Optional<HistoryProblem> of(Migration migration, @Nullable Version baseline) {
        Script script = migration.script();
        HistoryRow row = migration.row();
        if (script == null || row == null || row.isDelete() || row.isUndo() || coveredBy(baseline, row)) {
            return Optional.empty();
        }
        if (!script.type().equals(row.effectiveType())) {
            return Optional.of(HistoryValidation.problem(
                    Kind.TYPE_MISMATCH,
                    migration,
                    "was applied as " + row.type() + ", but is " + script.type()
                            + " now: put the old one back, or run a repair."));
        }
        if (isCompared(migration) && !sameChecksum(row.checksum(), script.checksum())) {
            return Optional.of(HistoryValidation.problem(
                    Kind.CHECKSUM_MISMATCH,
                    migration,
                    "was changed after it was applied (checksum " + row.checksum() + " in the history, "
                            + script.checksum() + " in the file): put the file back, or run a repair."));
        }
        if (!HistoryRow.abbreviated(script.description()).equals(row.description())) {
            return Optional.of(HistoryValidation.problem(
                    Kind.DESCRIPTION_MISMATCH,
                    migration,
                    "was applied as '" + row.description() + "', but is called '" + script.description()
                            + "' now: rename the file back, or run a repair."));
        }
        return Optional.empty();
    }

    private static boolean coveredBy(@Nullable Version baseline, HistoryRow row) {
        Version version = row.version();
        return baseline != null && version != null && !version.isNewerThan(baseline);
    }

    /** A repeatable of another text runs again, which is no mismatch. */
    private static boolean isCompared(Migration migration) {
        return migration.state() != MigrationState.OUTDATED && migration.state() != MigrationState.SUPERSEDED;
    }

    /**
     * Without the leniency of {@link Script#matches}: Flyway 13 calls a repeatable up to date whose checksum was taken
     * before placeholders were replaced, yet its validation refuses it.
     */
    private static boolean sameChecksum(@Nullable Integer recorded, @Nullable Integer found) {
        return recorded == null || found == null || recorded.equals(found);
    }
}
