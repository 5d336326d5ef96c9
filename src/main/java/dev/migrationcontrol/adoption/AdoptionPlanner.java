package dev.migrationcontrol.adoption;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pure: what was read and proven in, what an adoption would change or why it may not, out. */
final class AdoptionPlanner {
    private AdoptionPlanner() {}

    /** As far as reading goes: an error among the findings forbids the adoption before anything is proven. */
    static AdoptionPlan read(Takeover takeover) {
        List<Finding> findings = takeover.findings();
        return new AdoptionPlan(
                result(takeover, findings, null, List.of()), takeover.isBlocked() ? blocked(findings) : null);
    }

    /** @param historyIsThere whether the table of the history exists, without rows */
    static AdoptionPlan proven(Takeover takeover, Proof proof, String history, boolean historyIsThere) {
        Findings missing = new Findings();
        MissingObjects.note(takeover, proof, missing);
        List<Finding> findings = new ArrayList<>(takeover.findings());
        findings.addAll(missing.list());
        return proof.adoptable()
                ? new AdoptionPlan(result(takeover, findings, proof, changes(history, historyIsThere, takeover)), null)
                : new AdoptionPlan(result(takeover, findings, proof, List.of()), differs(proof));
    }

    private static ConsolidationResult result(
            Takeover takeover, List<Finding> findings, @Nullable Proof proof, List<String> changes) {
        return new ConsolidationResult(Stage.NONE, takeover.provenance(), takeover.pending(), findings, proof, changes);
    }

    private static List<String> changes(String history, boolean historyIsThere, Takeover takeover) {
        String rows = takeover.applied().size() + (takeover.applied().size() == 1 ? " row" : " rows");
        return List.of(
                historyIsThere ? "write " + rows + " into the empty " + history : "create " + history + " with " + rows,
                "keep where each is from in " + ArchiveStore.SCHEMA + ".consolidation_source");
    }

    private static Obstacle blocked(List<Finding> findings) {
        List<String> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule() + " at " + finding.where())
                .toList();
        return new Obstacle(
                Obstacle.BLOCKED,
                "Findings prevent the adoption",
                "Nothing was adopted: " + String.join("; ", errors) + ". The result's findings say what to do.");
    }

    private static Obstacle differs(Proof proof) {
        return new Obstacle(
                Obstacle.DIFFERS,
                "The database differs from what the scripts build",
                "Nothing was adopted: the database differs from what the scripts build in "
                        + String.join(", ", proof.unaccepted())
                        + ". The result has every difference and scripts that would remove them; to"
                        + " accept a difference, name it in acceptedDifferences.");
    }
}
