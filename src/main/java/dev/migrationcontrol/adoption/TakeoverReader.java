package dev.migrationcontrol.adoption;

import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.sql.ClusterWideStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the old systems recorded, and works out what counts as applied. */
final class TakeoverReader {
    private final AdoptionManifest manifest;
    private final List<TableChoice> choices;
    private final ResolvedScripts scripts;
    private final String history;
    private final boolean outOfOrder;

    /**
     * @param history that of the environment itself, with its schema
     * @param outOfOrder whether migrations may be applied out of their order in this environment
     */
    TakeoverReader(
            AdoptionManifest manifest,
            List<TableChoice> choices,
            ResolvedScripts scripts,
            String history,
            boolean outOfOrder) {
        this.manifest = manifest;
        this.choices = choices;
        this.scripts = scripts;
        this.history = history;
        this.outOfOrder = outOfOrder;
    }

    Takeover read(Connection connection) throws SQLException {
        Findings findings = new Findings();
        RecordedHistories.Reading reading =
                new RecordedHistories(connection, manifest, choices, history, findings).read();
        RunnersInFlight.note(connection, reading.systems(), findings);
        List<AppliedMigration> applied = new ArrayList<>();
        for (SystemRecord record : reading.systems()) {
            boolean shared = reading.systems().stream()
                    .anyMatch(other -> other != record
                            && other.table().oid() == record.table().oid());
            Map<AdoptionManifest.Entry, RecordedRow> entries =
                    new AppliedEntries(record, manifest.of(record.system().display()), shared, findings).find();
            entries.forEach((entry, row) -> script(entry, findings)
                    .ifPresent(script -> applied.add(
                            new AppliedMigration(script, entry, record.table(), timeOf(record, entry, row)))));
        }
        applied.sort(Comparator.comparing(each -> each.script().requireVersion()));
        noteGaps(applied, reading.systems(), findings);
        applied.forEach(each -> noteReach(each, findings));
        return new Takeover(
                reading.systems(), reading.companions(), applied, pending(applied), findings.list(), scripts);
    }

    private void noteReach(AppliedMigration applied, Findings findings) {
        ClusterWideStatements.find(scripts.textOf(applied.script()))
                .ifPresent(
                        words -> findings.error(
                                "cluster-wide-statement",
                                applied.script().name(),
                                "It has a statement that affects more than its database ("
                                        + words.replaceFirst("^(GRANT|REVOKE) (?!ON DATABASE)(\\S+).*", "$1 $2")
                                        + "), so it cannot be built on a scratch database of the same server.",
                                "Remove the statement from the converted script: what belongs to the server is there already."));
    }

    /** Only the row of the migration itself has its time; that a later one was applied does not. */
    private static @Nullable Instant timeOf(SystemRecord record, AdoptionManifest.Entry entry, RecordedRow row) {
        boolean own = !record.system().recordsHeadsOnly()
                && !record.newestOnly()
                && row.state() != RecordedRow.State.BASELINE;
        return own || entry.oldId().equals(row.id()) ? row.appliedAt() : null;
    }

    private Optional<Script> script(AdoptionManifest.Entry entry, Findings findings) {
        Scripts all = scripts.scripts();
        Optional<Script> found = Stream.concat(all.migrations().stream(), all.baselines().stream())
                .filter(script -> entry.parsedVersion().equals(script.version()))
                .filter(script -> entry.script() == null || script.name().endsWith(entry.script()))
                .findFirst();
        if (found.isEmpty()) {
            findings.error(
                    "script-missing",
                    entry.script() == null ? entry.version() : entry.script(),
                    entry.system() + " " + entry.oldId() + " became version " + entry.version()
                            + ", but the locations hold no such script.",
                    "Put the converted scripts into the environment's locations, with the manifest that was made with"
                            + " them.");
        }
        return found;
    }

    private void noteGaps(List<AppliedMigration> applied, List<SystemRecord> systems, Findings findings) {
        if (applied.isEmpty() || outOfOrder) {
            return;
        }
        Version newest = applied.get(applied.size() - 1).script().requireVersion();
        Set<Version> known = versions(applied);
        Optional<Version> baseline = applied.stream()
                .map(AppliedMigration::script)
                .filter(script -> script.kind() == Script.Kind.BASELINE)
                .map(Script::requireVersion)
                .max(Comparator.naturalOrder());
        List<String> gaps = scripts.scripts().of(Script.Kind.VERSIONED).stream()
                .map(Script::requireVersion)
                .filter(version -> newest.isNewerThan(version) && !known.contains(version))
                .filter(version -> baseline.isEmpty() || version.isNewerThan(baseline.get()))
                .map(Version::toString)
                .toList();
        if (!gaps.isEmpty()) {
            findings.error(
                    "order-has-gaps",
                    String.join(", ", gaps),
                    "Version " + newest + " counts as applied here, but " + String.join(", ", gaps)
                            + " before it do not: Flyway would never apply them.",
                    remedy(systems));
        }
    }

    /** What a counter has passed did run: it would run a second time. */
    private static String remedy(List<SystemRecord> systems) {
        return systems.stream()
                .filter(SystemRecord::mayBeCounter)
                .findFirst()
                .map(
                        each -> "If " + each.table().display()
                                + " holds the newest migration only, say so in the request:"
                                + " \"tables\":[{\"system\":\"" + each.system().display() + "\",\"table\":\""
                                + each.table().display()
                                + "\",\"identifier\":\"<column of the version>\",\"newestOnly\":true}]. Otherwise apply them with their old system first.")
                .orElse(
                        "Apply them with their old system first, convert in another order, or let the environment apply out"
                                + " of order.");
    }

    private List<String> pending(List<AppliedMigration> applied) {
        Set<Version> known = versions(applied);
        return scripts.scripts().of(Script.Kind.VERSIONED).stream()
                .map(Script::requireVersion)
                .filter(version -> !known.contains(version))
                .map(Version::toString)
                .toList();
    }

    private static Set<Version> versions(List<AppliedMigration> applied) {
        Set<Version> versions = new HashSet<>();
        applied.forEach(each -> versions.add(each.script().requireVersion()));
        return versions;
    }
}
