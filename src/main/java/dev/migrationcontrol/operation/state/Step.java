package dev.migrationcontrol.operation.state;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One script of an operation. */
@Schema(name = "OperationStep", description = "One script of an operation.")
public record Step(
        @Schema(description = "The version; null for repeatables.", examples = "43") @Nullable
        String version,

        @Schema(description = "The description of the migration.", examples = "add orders")
        String description,

        @Schema(description = "The script that runs.", examples = "V43__add_orders.sql")
        String script,

        @Schema(description = "UP applies a migration, DOWN undoes one.", examples = "UP")
        Direction direction,

        @Schema(description = "The state of the step.", examples = "SUCCEEDED")
        State state,

        @Schema(description = "When it began; null before.", examples = "2026-01-31T10:00:00Z") @Nullable
        Instant startedAt,

        @Schema(
                description = "How long it took (ISO 8601); null before its end.",
                examples = "PT0.12S",
                type = SchemaType.STRING,
                format = "duration")
        @Nullable
        Duration duration,

        @Schema(description = "Why it failed; null otherwise.") @Nullable
        Failure error) {
    /** Which way a script changes the schema. */
    public enum Direction {
        UP,
        DOWN
    }

    /** Where a step is. */
    @Schema(name = "StepState", description = "Where a step is.")
    public enum State {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** The operation ended before it came to this step. */
        NOT_RUN
    }

    public Step begun(Instant now) {
        return new Step(version, description, script, direction, State.RUNNING, now, null, null);
    }

    public Step succeeded(Duration took) {
        return new Step(version, description, script, direction, State.SUCCEEDED, startedAt, took, null);
    }

    public Step failed(Duration took, Failure why) {
        return new Step(version, description, script, direction, State.FAILED, startedAt, took, why);
    }

    /** The same with no text of the failure longer than this. */
    public Step shortened(int longest) {
        return error == null
                ? this
                : new Step(
                        version, description, script, direction, state, startedAt, duration, error.shortened(longest));
    }

    public Step notRun() {
        return new Step(version, description, script, direction, State.NOT_RUN, null, null, null);
    }
}
