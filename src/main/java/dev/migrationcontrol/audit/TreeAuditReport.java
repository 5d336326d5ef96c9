package dev.migrationcontrol.audit;

import dev.migrationcontrol.conversion.ConvertedHistory;
import dev.migrationcontrol.conversion.TreeConversion;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.usage.UsageReport;
import dev.migrationcontrol.trial.TreeTrial;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an audit of a source tree found. */
@Schema(description = "What an audit of a source tree found.")
record TreeAuditReport(
        @Schema(
                description = "The audit, and the operation that made it.",
                examples = "0192f0c1-7c00-7000-8000-000000000000")
        UUID id,

        @Schema(description = "The tree: its directory, or the digest of the uploaded archive.", examples = "billing")
        String tree,

        @Schema(description = "When the tree was read.", examples = "2026-01-31T10:00:00Z")
        Instant readAt,

        @Schema(description = "How much was read.") Extent extent,

        @Schema(description = "Migration systems with their scripts.")
        List<SystemReport> systems,

        @Schema(description = "What the conversion makes of the systems that are converted from their files.")
        List<TreeConversion> conversions,

        @Schema(
                description = "The one history that a conversion of all of them would make; null where none can be"
                        + " converted from its files.")
        @Nullable
        ConvertedHistory history,

        @Schema(description = "Who uses each system.") List<UsageReport> usage,

        @Schema(description = "Database variables.") List<VariableReport> variables,

        @Schema(description = "What the databases recorded, against the files; empty unless environments were named.")
        List<TreeReconciliation> environments,

        @Schema(
                description =
                        "What the databases hold, against the migrations that they record; empty unless environments"
                                + " were named.")
        List<TreeObjects> objects,

        @Schema(
                description =
                        "The result of running the migrations on scratch databases; empty unless the request asked for"
                                + " it.")
        List<TreeTrial> trials,

        @Schema(description = "What `changes.patch` changes, and what it leaves to people.")
        TreeChanges changes,

        @Schema(description = "What is wrong or worth knowing, the most severe first.")
        List<Finding> findings) {
    /** Reports that were stored by earlier versions know no trials, objects, conversions or changes. */
    @SuppressWarnings("NullAway")
    public TreeAuditReport {
        objects = objects == null ? List.of() : List.copyOf(objects);
        conversions = conversions == null ? List.of() : List.copyOf(conversions);
        trials = trials == null ? List.of() : List.copyOf(trials);
        changes = changes == null ? TreeChanges.NONE : changes;
    }

    TreeAuditReport with(TreeChanges drafted) {
        return new TreeAuditReport(
                id,
                tree,
                readAt,
                extent,
                systems,
                conversions,
                history,
                usage,
                variables,
                environments,
                objects,
                trials,
                drafted,
                findings);
    }

    /** How much was read. */
    @Schema(name = "TreeExtent", description = "How much of a tree was read.")
    public record Extent(
            @Schema(description = "Files that were read.", examples = "1154")
            int files,

            @Schema(description = "Their bytes.", examples = "9437184")
            long bytes,

            @Schema(description = "Links and special files, which are never followed.", examples = "0")
            int links,

            @Schema(
                    description = "Directories and files left out by rule: dependencies, build results, binaries.",
                    examples = "135")
            int skipped) {}

    long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
