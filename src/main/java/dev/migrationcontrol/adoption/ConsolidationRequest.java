package dev.migrationcontrol.adoption;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.schema.Droppable;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which step of a consolidation to take. */
@Schema(description = "Which step of a consolidation to take.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsolidationRequest(
        @Schema(description = "The step.", examples = "plan", required = true) @Nullable
        ConsolidationMode mode,

        @Schema(
                description = "Which old migration became which script; the file manifest.json in the environment's"
                        + " locations unless given. For plan and adopt.")
        @Nullable
        AdoptionManifest manifest,

        @Schema(description = "Where old systems record, when that is not clear. For plan and adopt.") @Nullable
        List<TableChoice> tables,

        @Schema(
                description =
                        "Objects that may differ from what the scripts build, each by its name. For plan and adopt.",
                examples = "[\"public.orders.note\"]")
        @Nullable
        List<String> acceptedDifferences,

        @Schema(
                description =
                        "Objects that closing scripts may drop, each by its name. What is not named stays, since it may be"
                                + " the application's. For plan and adopt.",
                examples = "[\"public.orders.note\"]")
        @Nullable
        List<String> droppable,

        @Schema(examples = "one history for billing") @Nullable
        String reason,

        @Schema(examples = "production") @Nullable String confirm,

        @Nullable BreakGlass breakGlass) {
    static final ConsolidationRequest NOTHING_SAID =
            new ConsolidationRequest(null, null, null, null, null, null, null, null);

    public ConsolidationRequest {
        RequestFields.requireReason(reason);
        tables = tables == null ? null : Listed.of("tables", tables);
        acceptedDifferences =
                acceptedDifferences == null ? null : Listed.of("acceptedDifferences", acceptedDifferences);
        droppable = droppable == null ? null : Listed.of("droppable", droppable);
        boolean reads = mode == ConsolidationMode.PLAN || mode == ConsolidationMode.ADOPT;
        boolean describes = manifest != null || tables != null || acceptedDifferences != null || droppable != null;
        if (mode != null && !reads && describes) {
            throw new InvalidRequest(
                    "mode",
                    "retire and undo take no manifest, tables, acceptedDifferences or droppable: the adoption is"
                            + " recorded");
        }
    }

    /**
     * The step, and that what the request brings can be used.
     *
     * @throws InvalidRequest when it cannot
     */
    ConsolidationMode requireMode() {
        if (mode == null) {
            throw new InvalidRequest("mode", "must be given: plan, adopt, retire or undo");
        }
        List<TableChoice> choices = choices();
        Set<String> systems = new HashSet<>();
        for (int i = 0; i < choices.size(); i++) {
            choices.get(i).check("tables[" + i + "]");
            if (!systems.add(choices.get(i).current())) {
                throw new InvalidRequest("tables[" + i + "].system", "is given twice");
            }
        }
        return mode;
    }

    List<TableChoice> choices() {
        return Objects.requireNonNullElse(tables, List.of());
    }

    Set<String> accepted() {
        return acceptedDifferences == null ? Set.of() : Set.copyOf(acceptedDifferences);
    }

    Droppable mayDrop() {
        return droppable == null ? Droppable.NOTHING : Droppable.of(droppable);
    }

    /** The same with its manifest, so that the operation runs on what was accepted. */
    ConsolidationRequest with(AdoptionManifest found) {
        return new ConsolidationRequest(
                mode, found, tables, acceptedDifferences, droppable, reason, confirm, breakGlass);
    }
}
