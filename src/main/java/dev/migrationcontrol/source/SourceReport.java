package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.usage.UsageReport;
import java.util.List;

/**
 * What reading a tree found.
 *
 * @param files how many were read
 * @param bytes how many of them
 * @param links links and special files that were not followed
 * @param skipped directories and files left out by rule
 */
public record SourceReport(
        int files,
        long bytes,
        int links,
        int skipped,
        List<SystemReport> systems,
        List<UsageReport> usage,
        List<VariableReport> variables,
        List<Finding> findings) {
    public SourceReport {
        systems = List.copyOf(systems);
        usage = List.copyOf(usage);
        variables = List.copyOf(variables);
        findings = List.copyOf(findings);
    }
}
