package dev.migrationcontrol.repair;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.RepairRows;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a repair changed, with the rows as they were: nothing is lost by it. */
@Schema(description = "What a repair changed, or would change, with the rows as they were.")
record RepairResult(
        @Schema(description = "Whether nothing was changed.", examples = "false")
        boolean dryRun,

        @Schema(description = "Failed rows that were removed.")
        List<Row> removed,

        @Schema(description = "Applied migrations without a script that were marked as deleted.")
        List<Row> deleted,

        @Schema(description = "Failed rows that count as applied now.")
        List<Row> markedApplied,

        @Schema(description = "Rows that took over what their script says now.")
        List<Alignment> aligned,

        @Schema(description = "Invalid indexes that were dropped.", examples = "[\"public.orders_customer\"]")
        List<String> droppedIndexes) {
    /** A row as it was. */
    @Schema(name = "RepairedRow", description = "A row of the history as it was.")
    public record Row(
            @Schema(description = "Its rank.", examples = "17")
            int installedRank,

            @Schema(description = "The version; null for repeatables.", examples = "17") @Nullable
            String version,

            @Schema(description = "The description.", examples = "add orders")
            String description,

            @Schema(description = "Flyway's type.", examples = "SQL")
            String type,

            @Schema(description = "The script.", examples = "V17__add_orders.sql")
            String script,

            @Schema(description = "The checksum.", examples = "-1029384756") @Nullable
            Integer checksum) {
        static Row of(HistoryRow row) {
            return new Row(
                    row.rank(),
                    row.version() == null ? null : row.version().toString(),
                    row.description(),
                    row.type(),
                    row.script(),
                    row.checksum());
        }
    }

    /** A row as it was, and what it became. */
    @Schema(name = "RowAlignment", description = "A row as it was, and what it became.")
    public record Alignment(
            @Schema(description = "As it was.") Row before,

            @Schema(description = "The description that it has now.", examples = "add orders")
            String description,

            @Schema(description = "The type that it has now.", examples = "SQL")
            String type,

            @Schema(description = "The checksum that it has now.", examples = "564738291") @Nullable
            Integer checksum) {}

    static RepairResult of(RepairRequest request, RepairRows rows) {
        return new RepairResult(
                request.isDryRun(),
                rows.removed().stream().map(Row::of).toList(),
                rows.deleted().stream().map(Row::of).toList(),
                rows.markedApplied().stream().map(Row::of).toList(),
                rows.aligned().stream()
                        .map(alignment -> new Alignment(
                                Row.of(alignment.row()),
                                alignment.description(),
                                alignment.type(),
                                alignment.checksum()))
                        .toList(),
                request.indexes());
    }
}
