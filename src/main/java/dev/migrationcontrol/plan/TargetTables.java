package dev.migrationcontrol.plan;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.catalogue.TargetRelation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of a target with their activity, of one look or of two. */
final class TargetTables {
    /** In less time nothing can be said of what happens in a second. */
    static final Duration SHORTEST = Duration.ofMillis(900);

    private final @Nullable TargetCatalogue earlier;
    private final TargetCatalogue now;

    /** @param earlier null where only one look was taken */
    TargetTables(@Nullable TargetCatalogue earlier, TargetCatalogue now) {
        this.earlier = earlier;
        this.now = now;
    }

    /** @param relation with its schema; an index belongs to its table */
    Optional<TargetTable> find(String relation) {
        return now.find(relation)
                .filter(each -> !each.kind().equals("S") && !each.kind().equals("v"))
                .map(this::describe);
    }

    private TargetTable describe(TargetRelation table) {
        return new TargetTable(
                table.qualified(),
                table.rows(),
                table.bytes(),
                table.indexBytes(),
                rate(table, true),
                rate(table, false));
    }

    private @Nullable Double rate(TargetRelation table, boolean reads) {
        if (earlier == null) {
            return null;
        }
        Duration between = Duration.between(earlier.readAt(), now.readAt());
        Optional<TargetRelation> before = earlier.find(table.qualified());
        if (between.compareTo(SHORTEST) < 0 || before.isEmpty()) {
            return null;
        }
        long count = reads
                ? table.activity().reads() - before.get().activity().reads()
                : table.activity().writes() - before.get().activity().writes();
        return Math.max(0, Math.round(count * 10_000.0 / between.toMillis())) / 10.0;
    }
}
