package dev.migrationcontrol.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A check for drift. */
@Schema(description = "A check for drift.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DriftCheckRequest(
        @Schema(
                description =
                        "Tables and columns that closing scripts may drop, each by its name, at most 500. What is not named"
                                + " stays.",
                examples = "[\"public.orders.note\"]")
        @Nullable
        List<String> droppable,

        @Schema(examples = "after the incident of Friday") @Nullable
        String reason) {
    static final DriftCheckRequest NOTHING_SAID = new DriftCheckRequest(null, null);
    private static final int MOST = 500;

    DriftCheckRequest {
        RequestFields.requireReason(reason);
        if (droppable != null) {
            boolean usable = droppable.size() <= MOST
                    && droppable.stream().allMatch(Objects::nonNull)
                    && droppable.stream().allMatch(each -> !each.isBlank() && each.length() <= MOST);
            if (!usable) {
                throw new InvalidRequest("droppable", "must be at most 500 names of at most 500 characters");
            }
            droppable = List.copyOf(droppable);
        }
    }

    List<String> names() {
        return droppable == null ? List.of() : droppable;
    }
}
