package dev.migrationcontrol.planner;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.util.Comparator;

/** The order in which Flyway lists migrations. */
enum MigrationOrder implements Comparator<Migration> {
    AS_FLYWAY;

    @Override
    public int compare(Migration a, Migration b) {
        HistoryRow left = a.row();
        HistoryRow right = b.row();
        if (left != null && right != null) {
            return Integer.compare(left.rank(), right.rank());
        }
        if (belowBaseline(a) != belowBaseline(b)
                && (a.state().isApplied() || b.state().isApplied())) {
            return belowBaseline(a) ? -1 : 1;
        }
        if (left != null || right != null) {
            return left != null ? -1 : 1;
        }
        return byVersion(a, b);
    }

    private static boolean belowBaseline(Migration migration) {
        return migration.state() == MigrationState.BELOW_BASELINE
                || migration.state() == MigrationState.BASELINE_IGNORED;
    }

    private static int byVersion(Migration a, Migration b) {
        Version left = a.version();
        Version right = b.version();
        if (left != null && right != null) {
            int order = left.compareTo(right);
            return order != 0 ? order : Boolean.compare(isBaseline(a), isBaseline(b));
        }
        if (left != null || right != null) {
            return left != null ? -1 : 1;
        }
        return a.description().compareTo(b.description());
    }

    private static boolean isBaseline(Migration migration) {
        Script script = migration.script();
        return script != null && script.kind() == Script.Kind.BASELINE;
    }
}
