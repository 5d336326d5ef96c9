package dev.migrationcontrol.loss;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rollback has kept. */
@Schema(name = "Archive", description = "What a rollback has kept.")
record ArchiveSummary(
        @Schema(
                description = "The operation that kept it, which is its id.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        UUID id,

        @Schema(description = "When it was kept.", examples = "2026-01-31T10:00:00Z")
        Instant archivedAt,

        @Schema(description = "What it holds.") List<Part> parts) {
    /** Rows of one table, or values of one column. */
    @Schema(name = "ArchivePart", description = "Rows of one table, or values of one column.")
    record Part(
            @Schema(description = "The version that was undone.", examples = "43")
            String version,

            @Schema(description = "How they would have been destroyed.", examples = "DROP_COLUMN")
            Loss.Cause cause,

            @Schema(description = "The table that they are of.", examples = "public.customers")
            String relation,

            @Schema(description = "The column; null for whole rows.", examples = "last_name") @Nullable
            String column,

            @Schema(description = "How many.", examples = "48211")
            long rows,

            @Schema(
                    description = "The table that holds them, all values as text.",
                    examples = "migration_control_archive.r_0192f0c17c00700080000000000000000_1")
            String table,

            @Schema(
                    description = "When they were put back; null when they were not.",
                    examples = "2026-02-01T10:00:00Z")
            @Nullable
            Instant restoredAt) {}

    static ArchiveSummary of(UUID id, List<ArchivedRows> rows) {
        return new ArchiveSummary(
                id,
                rows.get(0).archivedAt(),
                rows.stream()
                        .map(each -> new Part(
                                each.version(),
                                each.cause(),
                                each.of().toString(),
                                each.column(),
                                each.rows(),
                                ArchiveCatalogue.SCHEMA + "." + each.table(),
                                each.restoredAt()))
                        .toList());
    }
}
