package dev.migrationcontrol.plan;

import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a measured statement means for the target, in one line a table. Pure. */
final class Effects {
    private static final double THOUSAND = 1_000;
    private static final double KIBI = 1_024;
    private static final List<String> SHOWN_KINDS =
            List.of("table", "partitioned table", "materialized view", "view", "foreign table");

    private Effects() {}

    /** The strongest locks first; those that block nothing but other changes of the schema are left out. */
    static List<String> of(StatementMeasurement measured, Function<String, Optional<TargetTable>> target) {
        List<String> lines = new ArrayList<>();
        for (StatementMeasurement.Lock lock : measured.locks()) {
            boolean works = measured.worksOn(lock.relation());
            if (SHOWN_KINDS.contains(lock.kind())
                    && (works || lock.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)) {
                lines.add(line(measured, lock, target.apply(lock.relation())));
            }
        }
        if (!measured.rebuiltIndexes().isEmpty()) {
            lines.add(
                    measured.rebuiltIndexes().size() == 1
                            ? "The index " + measured.rebuiltIndexes().get(0) + " is built again."
                            : measured.rebuiltIndexes().size() + " indexes are built again.");
        }
        return lines;
    }

    private static String line(
            StatementMeasurement measured, StatementMeasurement.Lock lock, Optional<TargetTable> target) {
        return lock.mode().sql() + " on " + lock.relation()
                + target.map(Effects::facts).orElse("") + ": " + work(measured, lock) + ".";
    }

    private static String work(StatementMeasurement measured, StatementMeasurement.Lock lock) {
        String blocks = lock.blocksReads()
                ? "blocks reads and writes"
                : lock.blocksWrites() ? "blocks writes" : "blocks neither reads nor writes";
        boolean rewrites = measured.rewrites().contains(lock.relation());
        boolean scans =
                measured.scans().stream().anyMatch(each -> each.relation().equals(lock.relation()));
        String held = lock.heldFor() != null
                        && lock.heldFor().compareTo(measured.duration().plusMillis(5)) > 0
                ? ", and holds the lock until the script is committed"
                : "";
        if (rewrites) {
            return "writes it again, and " + blocks + " for as long as that takes" + held;
        }
        if (scans) {
            return "reads all of it, and " + blocks + " for as long as that takes" + held;
        }
        return blocks + ", for a moment" + (held.isEmpty() ? "" : " of its own" + held);
    }

    private static String facts(TargetTable table) {
        List<String> facts = new ArrayList<>();
        if (table.rows() != null) {
            facts.add(scaled(table.rows(), THOUSAND, " k", " M", " G") + " rows");
        }
        if (table.bytes() != null) {
            facts.add(scaled(table.bytes(), KIBI, " kB", " MB", " GB") + (table.bytes() < KIBI ? " bytes" : ""));
        }
        if (table.readsPerSecond() != null) {
            facts.add(round(table.readsPerSecond()) + " reads/s");
        }
        if (table.writesPerSecond() != null) {
            facts.add(round(table.writesPerSecond()) + " writes/s");
        }
        return facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")";
    }

    private static String scaled(long value, double step, String... units) {
        double scaled = value;
        String unit = "";
        for (String each : units) {
            if (scaled < step) {
                break;
            }
            scaled /= step;
            unit = each;
        }
        return (scaled >= 100 || scaled == Math.rint(scaled)
                        ? String.format(Locale.ROOT, "%.0f", scaled)
                        : String.format(Locale.ROOT, "%.1f", scaled))
                + unit;
    }

    private static String round(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * How long a statement may take on the target: what the rehearsal took, and for what it reads and writes whole the time
     * of a slow disk, which writes 50 MiB and reads 200 MiB a second.
     */
    static Duration estimate(StatementMeasurement measured, Function<String, Optional<TargetTable>> target) {
        double mebi = KIBI * KIBI;
        double seconds = 0;
        for (String each : measured.rewrites()) {
            seconds += target.apply(each)
                    .map(table -> bytes(table, true) / mebi / 50)
                    .orElse(0.0);
        }
        for (StatementMeasurement.Scan each : measured.scans()) {
            seconds += target.apply(each.relation())
                            .map(table -> bytes(table, false) / mebi / 200)
                            .orElse(0.0)
                    * Math.min(10, each.count());
        }
        return measured.duration().plusMillis(Math.round(seconds * THOUSAND));
    }

    private static double bytes(TargetTable table, boolean withIndexes) {
        double bytes = table.bytes() == null ? 0 : table.bytes();
        return bytes + (withIndexes && table.indexBytes() != null ? table.indexBytes() : 0);
    }
}
