package dev.migrationcontrol.rehearsal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a statement did in the rehearsal to relations that existed before the script. */
@Schema(
        name = "StatementMeasurement",
        description = "What a statement did in the rehearsal to relations that existed before the plan.")
public record StatementMeasurement(
        @Schema(description = "The number of the statement in the script, from 1.", examples = "3")
        int number,

        @Schema(description = "How long it took there.", examples = "PT0.090S")
        Duration duration,

        @Schema(description = "How many bytes of write-ahead log it wrote there.", examples = "8192")
        long walBytes,

        @Schema(description = "The locks that it took or strengthened, the strongest first.")
        List<Lock> locks,

        @Schema(description = "The tables and materialized views that it wrote anew.", examples = "[\"public.orders\"]")
        List<String> rewrites,

        @Schema(description = "The tables that it read whole.")
        List<Scan> scans,

        @Schema(description = "The indexes that it built again.", examples = "[\"public.orders_pkey\"]")
        List<String> rebuiltIndexes,

        @Schema(
                description =
                        "Whether it ran outside of a transaction, so that its locks were seen from another session: it may"
                                + " have held more of them, for a short time.",
                examples = "false")
        boolean lowerBound) {
    public StatementMeasurement {
        locks = locks.stream()
                .sorted(Comparator.comparing(Lock::mode).reversed().thenComparing(Lock::relation))
                .toList();
        rewrites = List.copyOf(rewrites);
        scans = List.copyOf(scans);
        rebuiltIndexes = List.copyOf(rebuiltIndexes);
    }

    /** A lock on a relation. */
    @Schema(name = "MeasuredLock", description = "A lock that a statement took on a relation that existed before.")
    public record Lock(
            @Schema(description = "The relation, with its schema.", examples = "public.orders")
            String relation,

            @Schema(
                    description = "What it is: table, partitioned table, index, sequence, view, materialized view.",
                    examples = "table")
            String kind,

            @Schema(description = "The strongest mode.", examples = "ACCESS EXCLUSIVE")
            LockMode mode,

            @Schema(description = "Whether queries wait for it.", examples = "true")
            boolean blocksReads,

            @Schema(description = "Whether INSERT, UPDATE and DELETE wait for it.", examples = "true")
            boolean blocksWrites,

            @Schema(
                    description =
                            "How long it was held in the rehearsal, to the end of its transaction; null where that is not"
                                    + " known.",
                    examples = "PT0.120S")
            @Nullable
            Duration heldFor) {
        public Lock(String relation, String kind, LockMode mode, @Nullable Duration heldFor) {
            this(relation, kind, mode, mode.blocksReads(), mode.blocksWrites(), heldFor);
        }
    }

    /** How often a table was read from its beginning to its end. */
    @Schema(name = "MeasuredScan", description = "How often a statement read a table whole.")
    public record Scan(
            @Schema(description = "The table, with its schema.", examples = "public.orders")
            String relation,

            @Schema(description = "How often.", examples = "1")
            long count) {}

    /** The strongest lock that it took on this relation. */
    public Optional<Lock> lockOn(String relation) {
        return locks.stream().filter(each -> each.relation().equals(relation)).findFirst();
    }

    /** Whether it reads or writes this relation whole. */
    public boolean worksOn(String relation) {
        return rewrites.contains(relation)
                || scans.stream().anyMatch(each -> each.relation().equals(relation));
    }

    /** The same with at most so many locks, rewrites, scans and indexes each. */
    public StatementMeasurement shortened(int most) {
        return new StatementMeasurement(
                number,
                duration,
                walBytes,
                locks.stream().limit(most).toList(),
                rewrites.stream().limit(most).toList(),
                scans.stream().limit(most).toList(),
                rebuiltIndexes.stream().limit(most).toList(),
                lowerBound);
    }
}
