package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.Step;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far an operation is. */
@Schema(name = "OperationProgress", description = "How far an operation is.")
record Progress(
        @Schema(description = "How many steps are done.", examples = "1")
        int completed,

        @Schema(description = "How many steps there are.", examples = "3")
        int total,

        @Schema(description = "What runs now; null between steps and after the end.") @Nullable
        Current current) {
    /** Counts the steps that have succeeded. */
    static Progress of(List<Step> steps, @Nullable Current current) {
        int completed = (int) steps.stream()
                .filter(step -> step.state() == Step.State.SUCCEEDED)
                .count();
        return new Progress(completed, steps.size(), current);
    }

    /** What runs now. */
    @Schema(name = "CurrentStep", description = "What runs now.")
    public record Current(
            @Schema(description = "The version; null for repeatables.", examples = "44") @Nullable
            String version,

            @Schema(description = "The script.", examples = "V44__index_orders.sql")
            String script,

            @Schema(description = "The statement that runs, from 1.", examples = "2")
            int statement,

            @Schema(description = "How many statements the script has.", examples = "5")
            int of,

            @Schema(
                    description = "What PostgreSQL says it is doing; null for most statements.",
                    examples = "building index: scanning table")
            @Nullable
            String phase,

            @Schema(description = "How far this phase is, 0 to 100; null when unknown.", examples = "42") @Nullable
            Integer percent) {}
}
