package dev.migrationcontrol.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether to repair the history, or only to list what a repair would change. */
@Schema(description = "Whether to repair the history, or only to list what a repair would change.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RepairRequest(
        @Schema(
                description =
                        "true: nothing is changed, the result only lists what would be changed. The default is false.",
                examples = "true")
        @Nullable
        Boolean dryRun,

        @Schema(
                description =
                        "What becomes of failed rows: REMOVE, as Flyway does, so that their migrations are pending again;"
                                + " MARK_APPLIED, when everything that they do is in the schema. The default is REMOVE.",
                examples = "REMOVE")
        @Nullable
        FailedRows failed,

        @Schema(
                description =
                        "Indexes to drop that a concurrent build left invalid, with their schema. Only indexes that are"
                                + " invalid and that a failed migration names are dropped.",
                examples = "[\"public.orders_customer\"]")
        @Nullable
        List<String> dropInvalidIndexes,

        @Schema(examples = "V17 was reformatted") @Nullable String reason,

        @Schema(examples = "production") @Nullable String confirm,

        @Nullable BreakGlass breakGlass) {
    static final RepairRequest NOTHING_SAID = new RepairRequest(null, null, null, null, null, null);
    private static final int MOST = 500;

    /** What becomes of failed rows. */
    public enum FailedRows {
        /** They go, and their migrations are pending again. */
        REMOVE,
        /** They count as applied. */
        MARK_APPLIED
    }

    public RepairRequest {
        RequestFields.requireReason(reason);
        if (dropInvalidIndexes != null) {
            boolean usable = dropInvalidIndexes.size() <= MOST
                    && dropInvalidIndexes.stream()
                            .allMatch(each -> each != null && !each.isBlank() && each.length() <= MOST);
            if (!usable) {
                throw new InvalidRequest("dropInvalidIndexes", "must be at most 500 names of at most 500 characters");
            }
            dropInvalidIndexes = List.copyOf(dropInvalidIndexes);
        }
    }

    boolean marksApplied() {
        return failed == FailedRows.MARK_APPLIED;
    }

    List<String> indexes() {
        return dropInvalidIndexes == null ? List.of() : dropInvalidIndexes;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
