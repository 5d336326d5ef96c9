package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of every migration, decided as the info service of Flyway Core 13.12 decides it; but a {@code B} script above
 * the target never replaces the versions below it.
 */
public final class MigrationStates {
    private final Scripts scripts;
    private final @Nullable Version target;
    private final boolean outOfOrder;
    private final AppliedVersions versions;
    private final AppliedRepeatables repeatables;
    private final Map<Key, Script> versionedByKey = new HashMap<>();
    private final Map<String, Script> repeatableByDescription = new HashMap<>();
    private final @Nullable Version lastResolved;
    private final @Nullable Script pendingBaseline;

    private MigrationStates(History history, Scripts scripts, @Nullable Version target, boolean outOfOrder) {
        this.scripts = scripts;
        this.target = target;
        this.outOfOrder = outOfOrder;
        this.versions = new AppliedVersions(history.rows());
        this.repeatables = new AppliedRepeatables(history.rows());
        for (Script script : scripts.migrations()) {
            Version version = script.version();
            if (version == null) {
                repeatableByDescription.put(script.description(), script);
            } else {
                versionedByKey.put(new Key(version, script.type()), script);
            }
        }
        scripts.baselines().forEach(script -> versionedByKey.put(new Key(script.version(), script.type()), script));
        this.lastResolved = scripts.latestVersion().orElse(null);
        this.pendingBaseline = versions.newest() == null ? findBaseline().orElse(null) : null;
    }

    /**
     * @param target migrations above it are not pending; null for the latest
     * @param outOfOrder whether versions below the newest applied one are pending rather than ignored
     * @return in Flyway's order: applied ones by rank, then pending ones, repeatables last
     */
    public static List<Migration> of(History history, Scripts scripts, @Nullable Version target, boolean outOfOrder) {
        return new MigrationStates(history, scripts, target, outOfOrder).all();
    }

    /** The newest version that is applied and not undone, failed ones included; as Flyway's {@code info} shows it. */
    public static Optional<Version> current(List<Migration> migrations) {
        return migrations.stream()
                .filter(migration -> migration.state().isApplied() && migration.state() != MigrationState.DELETED)
                .filter(migration -> !migration.type().equals("DELETE"))
                .map(Migration::version)
                .flatMap(Stream::ofNullable)
                .max(Version::compareTo);
    }

    private List<Migration> all() {
        List<Migration> migrations = new ArrayList<>();
        Set<Script> applied = Collections.newSetFromMap(new IdentityHashMap<>());
        for (HistoryRow row : versions.rows()) {
            Script script = versionedByKey.get(new Key(row.version(), row.effectiveType()));
            if (script != null && !versions.isDeleted(row) && !row.isDelete()) {
                applied.add(script);
            }
            migrations.add(new Migration(script, row, appliedState(row, script)));
        }
        for (HistoryRow row : repeatables.rows()) {
            Script script = repeatableByDescription.get(row.description());
            migrations.add(new Migration(script, row, repeatableState(row, script)));
        }
        for (Script script : scripts.baselines()) {
            if (!applied.contains(script)) {
                migrations.add(new Migration(script, null, baselineState(script)));
            }
        }
        for (Script script : scripts.migrations()) {
            if (script.version() == null ? !repeatables.isUpToDate(script) : !applied.contains(script)) {
                migrations.add(new Migration(script, null, resolvedState(script)));
            }
        }
        migrations.sort(MigrationOrder.AS_FLYWAY);
        return List.copyOf(migrations);
    }

    private Optional<Script> findBaseline() {
        return scripts.baselines().stream()
                .filter(script -> target == null || !script.requireVersion().isNewerThan(target))
                .max((a, b) -> a.requireVersion().compareTo(b.requireVersion()));
    }

    private MigrationState appliedState(HistoryRow row, @Nullable Script script) {
        if (versions.isDeleted(row)) {
            return MigrationState.DELETED;
        }
        if (row.isDelete()) {
            return MigrationState.SUCCESS;
        }
        if (row.isBaseline() && row.isSynthetic()) {
            return MigrationState.BASELINE;
        }
        if (row.isBaseline() && !row.success()) {
            return MigrationState.FAILED;
        }
        if (script == null) {
            return missingState(row);
        }
        if (!row.success()) {
            return MigrationState.FAILED;
        }
        if (row.isBaseline()) {
            return MigrationState.BASELINE;
        }
        return versions.isOutOfOrder(row) ? MigrationState.OUT_OF_ORDER : MigrationState.SUCCESS;
    }

    private MigrationState missingState(HistoryRow row) {
        Version version = row.version();
        boolean missing = version == null || (lastResolved != null && lastResolved.isNewerThan(version));
        if (missing) {
            return row.success() ? MigrationState.MISSING_SUCCESS : MigrationState.MISSING_FAILED;
        }
        return row.success() ? MigrationState.FUTURE_SUCCESS : MigrationState.FUTURE_FAILED;
    }

    private MigrationState repeatableState(HistoryRow row, @Nullable Script script) {
        if (repeatables.isDeleted(row)) {
            return MigrationState.DELETED;
        }
        if (row.isDelete() || row.isSchemaMarker()) {
            return MigrationState.SUCCESS;
        }
        if (script == null && repeatables.isLatest(row)) {
            return missingState(row);
        }
        if (!row.success()) {
            return MigrationState.FAILED;
        }
        if (!repeatables.isLatest(row)) {
            return MigrationState.SUPERSEDED;
        }
        return script != null && script.matches(row.checksum()) ? MigrationState.SUCCESS : MigrationState.OUTDATED;
    }

    /** A {@code B} script only ever runs in a history without versions; afterwards it is ignored. */
    private MigrationState baselineState(Script script) {
        if (script.equals(pendingBaseline)) {
            return script.shouldExecute() ? MigrationState.PENDING : MigrationState.IGNORED;
        }
        MigrationState state = resolvedState(script);
        return state == MigrationState.PENDING ? MigrationState.IGNORED : state;
    }

    private MigrationState resolvedState(Script script) {
        Version version = script.version();
        if (!script.shouldExecute()) {
            return MigrationState.IGNORED;
        }
        if (version == null) {
            return MigrationState.PENDING;
        }
        Version newest = versions.newest();
        Version baseline = newest != null ? versions.baseline() : baselineOf(pendingBaseline);
        if (baseline != null && baseline.isNewerThan(version)) {
            return MigrationState.BELOW_BASELINE;
        }
        if (version.equals(baseline)) {
            return MigrationState.BASELINE_IGNORED;
        }
        if (target != null && version.isNewerThan(target)) {
            return MigrationState.ABOVE_TARGET;
        }
        return newest != null && newest.isNewerThan(version) && !outOfOrder
                ? MigrationState.IGNORED
                : MigrationState.PENDING;
    }

    private static @Nullable Version baselineOf(@Nullable Script pendingBaseline) {
        return pendingBaseline == null ? null : pendingBaseline.version();
    }

    private record Key(@Nullable Version version, String type) {}
}
