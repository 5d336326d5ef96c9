package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.planner.refusal.PlanResult.Blocked;
import dev.migrationcontrol.planner.refusal.PlanResult.Obstacle;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.sql.DroppedObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Decides which undo scripts a rollback runs, newest first, or why it may not. */
public final class RollbackPlanner {
    private static final Version NOTHING = Version.of("0");

    private final History history;
    private final Scripts scripts;
    private final Function<Script, String> text;
    private final List<HistoryRow> live;
    private final Map<Version, Script> undos = new HashMap<>();

    private RollbackPlanner(History history, Scripts scripts, Function<Script, String> text) {
        this.history = history;
        this.scripts = scripts;
        this.text = text;
        this.live = new AppliedVersions(history.rows()).live();
        scripts.undos().forEach(undo -> undos.putIfAbsent(undo.requireVersion(), undo));
    }

    /** @param text gives the text of a script, to see which repeatables use what an undo drops */
    public static PlanResult plan(
            History history, Scripts scripts, RollbackTarget target, Function<Script, String> text) {
        return new RollbackPlanner(history, scripts, text).plan(target);
    }

    private PlanResult plan(RollbackTarget target) {
        Optional<Blocked> unusable = unusableHistory().or(() -> unusableTarget(target));
        if (unusable.isPresent()) {
            return unusable.get();
        }
        List<HistoryRow> undone = undone(target);
        return baselineInTheWay(undone)
                .or(() -> laterStays(undone))
                .or(() -> undoMissing(undone))
                .or(() -> undoEmpty(undone))
                .or(() -> repeatableDepends(undone))
                .<PlanResult>map(Function.identity())
                .orElseGet(() -> new PlanResult.Ready(runs(undone), remarks(target, undone)));
    }

    private Optional<Blocked> unusableHistory() {
        List<HistoryRow> unusable = history.rows().stream()
                .filter(row -> !row.isReadable() || (!row.success() && !row.isDelete()))
                .toList();
        return unusable.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocked.by(
                        Obstacle.HISTORY_DIVERGED,
                        "The history holds rows that failed, or that Flyway Community cannot read: repair it first; a repair"
                                + " removes failed ones.",
                        names(unusable)));
    }

    private Optional<Blocked> unusableTarget(RollbackTarget target) {
        if (target instanceof RollbackTarget.Steps steps && steps.count() > live.size()) {
            return Optional.of(Blocked.by(
                    Obstacle.TOO_FEW_APPLIED,
                    "There are " + live.size() + " versions to roll back, not " + steps.count() + ".",
                    names(live)));
        }
        if (target instanceof RollbackTarget.ToVersion to && !to.version().equals(NOTHING) && !isLive(to.version())) {
            return Optional.of(Blocked.by(
                    Obstacle.UNKNOWN_TARGET,
                    "Version " + to.version() + " is not applied, so it cannot be rolled back to; 0 means"
                            + " everything.",
                    names(live)));
        }
        if (target instanceof RollbackTarget.Versions exact) {
            List<String> gone = exact.versions().stream()
                    .filter(version -> !isLive(version))
                    .map(Version::toString)
                    .toList();
            return gone.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Blocked.by(
                            Obstacle.UNKNOWN_TARGET,
                            "Of what the operation applied, " + String.join(", ", gone) + " is not applied any more."
                                    + stays(gone),
                            gone));
        }
        return Optional.empty();
    }

    private String stays(List<String> gone) {
        List<String> left = new AppliedVersions(history.rows())
                .abandoned().stream()
                        .map(row -> version(row).toString())
                        .filter(gone::contains)
                        .toList();
        return left.isEmpty()
                ? ""
                : " A repair marked " + String.join(", ", left)
                        + " as deleted, so what it made is still in the schema.";
    }

    private boolean isLive(Version version) {
        return live.stream().anyMatch(row -> version.equals(row.version()));
    }

    /** The rows to take back, in the order in which they were applied. */
    private List<HistoryRow> undone(RollbackTarget target) {
        if (target instanceof RollbackTarget.Steps steps) {
            return live.subList(live.size() - steps.count(), live.size());
        }
        if (target instanceof RollbackTarget.ToVersion to) {
            return live.stream()
                    .filter(row -> version(row).isNewerThan(to.version()))
                    .toList();
        }
        List<Version> exact = ((RollbackTarget.Versions) target).versions();
        return live.stream().filter(row -> exact.contains(row.version())).toList();
    }

    private static Optional<Blocked> baselineInTheWay(List<HistoryRow> undone) {
        List<HistoryRow> baselines =
                undone.stream().filter(HistoryRow::isBaseline).toList();
        return baselines.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocked.by(
                        Obstacle.BASELINE_IN_THE_WAY,
                        "Version " + baselines.get(0).version() + " is a baseline: what was there before it cannot be"
                                + " undone. Roll back to it at the most.",
                        names(baselines)));
    }

    /**
     * What was applied later goes first. A version that was applied later may stay only if it is an older one, applied out of
     * order, that uses nothing of what goes.
     */
    private Optional<Blocked> laterStays(List<HistoryRow> undone) {
        List<HistoryRow> inTheWay = live.stream()
                .filter(row -> !undone.contains(row))
                .filter(stays -> undone.stream()
                        .anyMatch(goes -> stays.rank() > goes.rank()
                                && (version(stays).isNewerThan(version(goes)) || uses(stays, goes))))
                .toList();
        return inTheWay.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocked.by(
                        Obstacle.HISTORY_NOT_LINEAR,
                        "Version " + String.join(", ", names(inTheWay))
                                + " was applied later and would stay, although it"
                                + " is newer or uses what would go: roll back further, so that it goes as well.",
                        names(inTheWay)));
    }

    private boolean uses(HistoryRow stays, HistoryRow goes) {
        Script undo = undos.get(version(goes));
        Optional<Script> applied = applied(stays);
        return undo != null
                && applied.isPresent()
                && DroppedObjects.in(text.apply(undo))
                        .findUsedIn(text.apply(applied.get()))
                        .isPresent();
    }

    private Optional<Script> applied(HistoryRow row) {
        return Stream.of(scripts.migrations(), scripts.baselines())
                .flatMap(List::stream)
                .filter(script -> version(row).equals(script.version())
                        && script.type().equals(row.type())
                        && script.type().startsWith("SQL"))
                .findFirst();
    }

    /** An undo script that does nothing would claim what it did not do. */
    private Optional<Blocked> undoEmpty(List<HistoryRow> undone) {
        List<HistoryRow> empty = undone.stream().filter(this::isEmpty).toList();
        return empty.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocked.by(
                        Obstacle.UNDO_EMPTY,
                        "The undo script of version " + String.join(", ", names(empty))
                                + " does nothing, but the migration changes the schema. Write what undoes it, or say that"
                                + " nothing is to be undone by the line: " + ScriptEffect.BY_DESIGN,
                        names(empty)));
    }

    private boolean isEmpty(HistoryRow row) {
        String undo = text.apply(undo(row));
        return ScriptEffect.of(undo).isNothing()
                && !ScriptEffect.isEmptyByDesign(undo)
                && applied(row)
                        .map(script -> ScriptEffect.of(text.apply(script)).changesSchema())
                        .orElse(true);
    }

    /** What stays of versions that a repair marked as deleted, above the version that the rollback leads to. */
    private List<String> remarks(RollbackTarget target, List<HistoryRow> undone) {
        int newest = live.stream()
                .filter(row -> !undone.contains(row))
                .mapToInt(HistoryRow::rank)
                .max()
                .orElse(-1);
        Version to = target instanceof RollbackTarget.ToVersion version ? version.version() : null;
        return new AppliedVersions(history.rows())
                .abandoned().stream()
                        .filter(row -> row.rank() > newest
                                || (to != null && version(row).isNewerThan(to)))
                        .map(row ->
                                "Version " + row.version() + " was marked as deleted by a repair, and nothing undid it:"
                                        + " what " + row.script() + " made stays in the schema.")
                        .toList();
    }

    private Optional<Blocked> undoMissing(List<HistoryRow> undone) {
        List<String> missing = undone.stream()
                .filter(row -> !undos.containsKey(version(row)))
                .map(row -> version(row).toString())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocked.by(
                        Obstacle.UNDO_MISSING,
                        "There is no undo script for version " + String.join(", ", missing)
                                + ": write one, named like U" + missing.get(0) + "__….sql, or roll back less far.",
                        missing));
    }

    private Optional<Blocked> repeatableDepends(List<HistoryRow> undone) {
        List<Script> repeatables = scripts.of(Script.Kind.REPEATABLE);
        if (repeatables.isEmpty()) {
            return Optional.empty();
        }
        for (HistoryRow row : undone) {
            Script undo = undo(row);
            DroppedObjects dropped = DroppedObjects.in(text.apply(undo));
            for (Script repeatable : appliedAfter(row)) {
                Optional<String> name = dropped.findUsedIn(text.apply(repeatable));
                if (name.isPresent()) {
                    return Optional.of(Blocked.by(
                            Obstacle.REPEATABLE_DEPENDS,
                            repeatable.name() + ", applied after version " + row.version() + ", uses '" + name.get()
                                    + "', which " + undo.name()
                                    + " takes away. Change the repeatable so that it does not"
                                    + " need it, upgrade, and roll back then.",
                            names(List.of(row))));
                }
            }
        }
        return Optional.empty();
    }

    private List<Script> appliedAfter(HistoryRow row) {
        AppliedRepeatables repeatables = new AppliedRepeatables(history.rows());
        return scripts.of(Script.Kind.REPEATABLE).stream()
                .filter(script -> script.type().equals("SQL"))
                .filter(script -> repeatables.rows().stream()
                        .anyMatch(applied -> applied.description().equals(script.description())
                                && applied.rank() > row.rank()
                                && !applied.isDelete()
                                && !repeatables.isDeleted(applied)))
                .toList();
    }

    private List<ScriptRun> runs(List<HistoryRow> undone) {
        List<ScriptRun> runs = new ArrayList<>();
        for (int i = undone.size() - 1; i >= 0; i--) {
            HistoryRow row = undone.get(i);
            runs.add(ScriptRun.down(undo(row), row));
        }
        return runs;
    }

    private Script undo(HistoryRow row) {
        return Objects.requireNonNull(undos.get(version(row)));
    }

    private static Version version(HistoryRow row) {
        return Objects.requireNonNull(row.version());
    }

    private static List<String> names(List<HistoryRow> rows) {
        return rows.stream()
                .map(row -> row.version() == null ? row.script() : String.valueOf(row.version()))
                .toList();
    }
}
