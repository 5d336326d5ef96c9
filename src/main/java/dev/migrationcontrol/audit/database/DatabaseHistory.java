package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.script.Version;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The environment's own Flyway history, judged against its scripts. */
@Schema(description = "The environment's own Flyway history, judged against its scripts.")
record DatabaseHistory(
        @Schema(description = "Its table, with its schema.", examples = "public.flyway_schema_history")
        String table,

        @Schema(description = "Whether it exists.", examples = "true")
        boolean exists,

        @Schema(description = "Why its rows cannot be read; null where they can.", examples = "permission denied")
        @Nullable
        String unreadable,

        @Schema(description = "How many rows it has that can be read.", examples = "10")
        int rows,

        @Schema(
                description = "The newest version that is applied; null when none is.",
                examples = "42",
                implementation = String.class)
        @Nullable
        Version currentVersion,

        @Schema(description = "Versions that were applied after a newer one.", examples = "[\"17\"]")
        List<String> outOfOrder,

        @Schema(description = "What is wrong with it, as a plan of an upgrade would say it.")
        List<HistoryProblem> problems) {
    public DatabaseHistory {
        outOfOrder = List.copyOf(outOfOrder);
        problems = List.copyOf(problems);
    }
}
