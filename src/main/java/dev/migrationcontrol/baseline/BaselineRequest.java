package dev.migrationcontrol.baseline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.Version;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which version an existing schema has. */
@Schema(description = "Which version an existing schema has.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BaselineRequest(
        @Schema(
                description = "The version that the schema has now: migrations up to it count as applied.",
                examples = "42",
                required = true)
        @Nullable
        String version,

        @Schema(
                description =
                        "Its description in the history, at most 200 characters; the default is \"<< Flyway Baseline >>\".",
                examples = "schema of release 7.2")
        @Nullable
        String description,

        @Schema(examples = "adopt billing") @Nullable String reason,

        @Schema(examples = "production") @Nullable String confirm,

        @Nullable BreakGlass breakGlass) {
    private static final int LONGEST_DESCRIPTION = 200;
    private static final String FLYWAYS_DESCRIPTION = "<< Flyway Baseline >>";

    static final BaselineRequest NOTHING_SAID = new BaselineRequest(null, null, null, null, null);

    public BaselineRequest {
        RequestFields.requireReason(reason);
        RequestFields.version("version", version);
        if (description != null && (description.isBlank() || description.length() > LONGEST_DESCRIPTION)) {
            throw new InvalidRequest("description", "must have 1 to " + LONGEST_DESCRIPTION + " characters");
        }
    }

    /**
     * @throws InvalidRequest when the request names no version
     */
    Version requireVersion() {
        if (version == null) {
            throw new InvalidRequest("version", "must be given: the version that the schema has now");
        }
        return Objects.requireNonNull(RequestFields.version("version", version));
    }

    String describe() {
        return description == null ? FLYWAYS_DESCRIPTION : description;
    }
}
