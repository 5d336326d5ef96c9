package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.planner.refusal.HistoryProblem.Kind;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a history: what Flyway Core 13.12 refuses before it migrates, and rows that it cannot read. */
public final class HistoryValidation {
    private HistoryValidation() {}

    /** Every problem, in the order of the migrations; empty when an upgrade may go on. */
    public static List<HistoryProblem> problems(History history, List<Migration> migrations) {
        List<HistoryProblem> problems = new ArrayList<>();
        for (HistoryRow row : history.rows()) {
            if (!row.isReadable()) {
                problems.add(unreadable(row));
            }
        }
        AppliedVersions versions = new AppliedVersions(history.rows());
        versions.repeatedDeletes().forEach(row -> problems.add(deletedTwice(row)));
        for (Migration migration : migrations) {
            problemOf(migration, versions.baseline()).ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    private static HistoryProblem unreadable(HistoryRow row) {
        return new HistoryProblem(
                Kind.UNREADABLE_ROW,
                text(row.version()),
                row.script(),
                "Row " + row.rank() + " has the type " + row.type()
                        + ", which Flyway Community cannot read: it was written"
                        + " by another edition. Go on with that edition, or replace the row after a review.");
    }

    private static HistoryProblem deletedTwice(HistoryRow row) {
        return new HistoryProblem(
                Kind.UNREADABLE_ROW,
                text(row.version()),
                row.script(),
                "Row " + row.rank() + " marks a run of version " + row.version() + " as deleted that another row marks"
                        + " already, which Flyway takes for corruption. Replace the row after a review.");
    }

    private static Optional<HistoryProblem> problemOf(Migration migration, @Nullable Version baseline) {
        return switch (migration.state()) {
            case FAILED, MISSING_FAILED, FUTURE_FAILED ->
                Optional.of(problem(
                        Kind.FAILED_MIGRATION,
                        migration,
                        "failed, and part of its changes may still be there: remove them, then run a repair."));
            case MISSING_SUCCESS ->
                isUnreadable(migration)
                        ? Optional.empty()
                        : Optional.of(problem(
                                Kind.MISSING_SCRIPT,
                                migration,
                                "was applied, but its script is not in the configured locations: put it back, or run a repair"
                                        + " to mark it as deleted."));
            case FUTURE_SUCCESS ->
                Optional.of(
                        problem(
                                Kind.FUTURE_MIGRATION,
                                migration,
                                "was applied and is newer than any script here: this service may run an older release of the files."));
            case IGNORED -> notApplied(migration);
            case PENDING, DELETED, ABOVE_TARGET -> Optional.empty();
            default -> ScriptMismatch.of(migration, baseline);
        };
    }

    private static boolean isUnreadable(Migration migration) {
        HistoryRow row = migration.row();
        return row != null && (!row.isReadable() || row.isUndo());
    }

    private static Optional<HistoryProblem> notApplied(Migration migration) {
        Script script = migration.script();
        if (script == null || !script.shouldExecute() || script.kind() == Script.Kind.BASELINE) {
            return Optional.empty();
        }
        return Optional.of(problem(
                Kind.NOT_APPLIED,
                migration,
                "was never applied although a newer version is: renumber it, or upgrade with outOfOrder."));
    }

    static HistoryProblem problem(Kind kind, Migration migration, String detail) {
        String subject = migration.version() == null
                ? "Repeatable " + migration.scriptName() + " "
                : "Version " + migration.version() + " ";
        return new HistoryProblem(kind, text(migration.version()), migration.scriptName(), subject + detail);
    }

    private static @Nullable String text(@Nullable Version version) {
        return version == null ? null : version.toString();
    }
}
