package dev.migrationcontrol.adoption;

import dev.migrationcontrol.finding.Finding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a consolidation found and did. */
@Schema(description = "What a consolidation found and did: the `result` of an operation of type CONSOLIDATION.")
record ConsolidationResult(
        @Schema(description = "The stage of the consolidation.", examples = "ADOPTED")
        Stage stage,

        @Schema(description = "Which scripts count as applied, and where that is known from.")
        List<AppliedMigration.Provenance> applied,

        @Schema(description = "Other versions, which are pending.", examples = "[\"4\"]")
        List<String> pending,

        @Schema(description = "What was found; an ERROR has to be resolved before the adoption.")
        List<Finding> findings,

        @Schema(description = "Whether the database is what the scripts build; null where that was not checked.")
        @Nullable
        Proof proof,

        @Schema(
                description = "What was changed; for a plan, what would be changed.",
                examples = "[\"create public.flyway_schema_history with 3 rows\"]")
        List<String> changes) {
    public ConsolidationResult {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        findings = List.copyOf(findings);
        changes = List.copyOf(changes);
    }

    static ConsolidationResult of(Stage stage, List<String> changes) {
        return new ConsolidationResult(stage, List.of(), List.of(), List.of(), null, changes);
    }

    ConsolidationResult at(Stage reached) {
        return new ConsolidationResult(reached, applied, pending, findings, proof, changes);
    }
}
