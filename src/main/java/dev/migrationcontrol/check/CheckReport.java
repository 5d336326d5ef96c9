package dev.migrationcontrol.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rule.ScriptFinding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a check found. */
@Schema(description = "What a check of scripts found; nothing of it is stored.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record CheckReport(
        @Schema(description = "The environment that was named; null where none was.", examples = "production") @Nullable
        String environment,

        @Schema(description = "The version of its server; null where it was not read.", examples = "15.18") @Nullable
        String server,

        @Schema(description = "How many scripts count as applied and were not judged.", examples = "42")
        int applied,

        @Schema(description = "The scripts that were judged, in the order in which they would run.")
        List<Judged> scripts,

        @Schema(description = "How many findings there are, before minimumSeverity left some out.")
        Summary summary,

        @Schema(description = "The findings, in the order of the scripts.")
        List<ScriptFinding> findings,

        @Schema(description = "What whoever reads it should know.", examples = "[]")
        List<String> notes) {

    /** A script that was judged. */
    @Schema(name = "CheckedScript", description = "A script that was judged.")
    record Judged(
            @Schema(description = "The file.", examples = "V43__split_names.sql")
            String name,

            @Schema(description = "UP or DOWN.", examples = "UP")
            String direction,

            @Schema(description = "Whether it would run in one transaction.", examples = "true")
            boolean transactional,

            @Schema(description = "How many statements it has.", examples = "3")
            int statements) {}

    /** Counts. */
    @Schema(name = "CheckSummary", description = "How many findings there are; accepted ones count apart.")
    record Summary(
            @Schema(description = "Errors.", examples = "0") int errors,

            @Schema(description = "Warnings.", examples = "2")
            int warnings,

            @Schema(description = "Remarks.", examples = "1")
            int infos,

            @Schema(description = "Accepted findings.", examples = "1")
            int accepted) {
        static Summary of(List<ScriptFinding> findings) {
            return new Summary(
                    count(findings, Severity.ERROR),
                    count(findings, Severity.WARNING),
                    count(findings, Severity.INFO),
                    (int) findings.stream()
                            .filter(each -> each.accepted() != null)
                            .count());
        }

        private static int count(List<ScriptFinding> findings, Severity severity) {
            return (int) findings.stream()
                    .filter(each -> each.accepted() == null && each.severity() == severity)
                    .count();
        }
    }
}
