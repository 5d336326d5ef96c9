package dev.migrationcontrol.conversion;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The one history that a conversion of all systems of a tree would make. */
@Schema(
        description =
                "The one history that a conversion of all systems that are converted from their files would make.")
public record ConvertedHistory(
        @Schema(description = "How the migrations are put into one order.", examples = "by number, as goose runs them")
        String order,

        @Schema(description = "Its migrations, in the order in which they run.")
        List<Entry> migrations) {
    public ConvertedHistory {
        migrations = List.copyOf(migrations);
    }

    /** One of its migrations. */
    @Schema(name = "ConvertedHistoryEntry", description = "One migration of the history, and what it was before.")
    public record Entry(
            @Schema(description = "Its version in the one history.", examples = "20240131101500")
            String version,

            @Schema(description = "Its script.", examples = "V20240131101500__add_orders.sql")
            String script,

            @Schema(description = "The system that it was written for.", examples = "goose")
            String system,

            @Schema(description = "Where that system's scripts are in the tree.", examples = "billing/migrations")
            String location,

            @Schema(description = "What that system records of it.", examples = "20240131101500")
            String oldId) {}
}
