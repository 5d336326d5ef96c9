package dev.migrationcontrol.adoption;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.system.table.VersionTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an adoption would take over from an environment's old systems.
 *
 * @param applied in the order of their versions
 * @param pending other versions of the scripts
 */
record Takeover(
        List<SystemRecord> systems,
        List<VersionTable> companions,
        List<AppliedMigration> applied,
        List<String> pending,
        List<Finding> findings,
        ResolvedScripts scripts) {
    Takeover {
        systems = List.copyOf(systems);
        companions = List.copyOf(companions);
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        findings = List.copyOf(findings);
    }

    boolean isBlocked() {
        return Findings.block(findings);
    }

    /** Whether the version table of each of these systems was found. */
    boolean hasAll(Collection<String> names) {
        return systems.stream()
                .map(record -> record.system().display())
                .toList()
                .containsAll(names);
    }

    /** The tables that go into the archive once the old systems retire. */
    List<VersionTable> tables() {
        return Stream.concat(systems.stream().map(SystemRecord::table), companions.stream())
                .distinct()
                .toList();
    }

    /** The system to whose version table a companion belongs. */
    String ownerOf(VersionTable companion) {
        return systems.stream()
                .filter(record -> record.owns(companion))
                .map(record -> record.system().display())
                .findFirst()
                .orElse("companion");
    }

    /** What old systems and this service keep for themselves, which is no part of the schema. */
    ComparisonScope hidden(String historyTable) {
        List<String> relations =
                new ArrayList<>(tables().stream().map(VersionTable::display).toList());
        relations.add(historyTable);
        List<String> schemas = new ArrayList<>(ArchiveStore.schemas());
        systems.stream()
                .filter(record ->
                        record.system().hasSchemaOfItsOwn(record.table().schema()))
                .forEach(record -> schemas.add(record.table().schema()));
        return new ComparisonScope(relations, schemas);
    }

    /** Whether another reading comes to the same. */
    boolean sameAs(Takeover other) {
        return provenance().equals(other.provenance()) && findings.equals(other.findings);
    }

    List<AppliedMigration.Provenance> provenance() {
        return applied.stream().map(AppliedMigration::provenance).toList();
    }
}
