package dev.migrationcontrol.adoption;

import dev.migrationcontrol.audit.database.RecordedIds;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.script.Version;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which migrations of a manifest one system's rows say are applied. Pure. */
final class AppliedEntries {
    private final SystemRecord record;
    private final List<AdoptionManifest.Entry> entries;
    private final boolean shared;
    private final Findings findings;
    private final Map<AdoptionManifest.Entry, RecordedRow> applied = new LinkedHashMap<>();

    /** @param shared whether rows that speak of none of these migrations are another system's */
    AppliedEntries(SystemRecord record, List<AdoptionManifest.Entry> entries, boolean shared, Findings findings) {
        this.record = record;
        this.entries = entries;
        this.shared = shared;
        this.findings = findings;
    }

    /** The migrations with the row that says so. */
    Map<AdoptionManifest.Entry, RecordedRow> find() {
        for (RecordedRow failed : record.in(RecordedRow.State.FAILED)) {
            findings.error(
                    "half-applied-migration",
                    record.table().display(),
                    name() + " records that " + failed.id() + " began and did not complete.",
                    "Finish it or undo it with " + record.system().spoken() + ", so that its row says which.");
        }
        IdMatching matching = new IdMatching(entries);
        for (RecordedRow row : record.in(RecordedRow.State.APPLIED)) {
            List<AdoptionManifest.Entry> found = matching.of(row);
            if (found.size() == 1) {
                noteChecksum(row, found.get(0));
                applied.put(found.get(0), row);
            } else if (!found.isEmpty() || !shared) {
                noteUnknown(row, found);
            }
        }
        noteUncompared(matching);
        noteHalfBaselines(matching);
        addImplied();
        return applied;
    }

    /** A baseline script replaces all of its migrations or none. */
    private void noteHalfBaselines(IdMatching matching) {
        if (record.system().recordsHeadsOnly() || record.newestOnly()) {
            return;
        }
        for (AdoptionManifest.Entry entry : applied.keySet()) {
            if (!entry.standsForAll()) {
                continue;
            }
            long recorded = record.in(RecordedRow.State.APPLIED).stream()
                    .filter(row -> matching.of(row).contains(entry))
                    .count();
            if (recorded < entry.oldIds().size()) {
                findings.error(
                        "baseline-half-applied",
                        record.table().display(),
                        name() + " records " + recorded + " of the "
                                + entry.oldIds().size() + " migrations that " + entry.script() + " replaces.",
                        "Apply the others with " + record.system().spoken() + " first.");
            }
        }
    }

    private void noteUnknown(RecordedRow row, List<AdoptionManifest.Entry> found) {
        if (found.isEmpty()) {
            findings.error(
                    "unknown-version",
                    record.table().display(),
                    name() + " records " + row.id() + ", which no converted migration has.",
                    "Convert the files that were applied here, or correct the row if another tool wrote it.");
        } else {
            findings.error(
                    "ambiguous-version",
                    record.table().display(),
                    name() + " records " + row.id() + ", which may be any of "
                            + found.stream().map(AdoptionManifest.Entry::oldId).toList() + ".",
                    "Give the migrations of the manifest the ids that are recorded.");
        }
    }

    private void noteChecksum(RecordedRow row, AdoptionManifest.Entry entry) {
        String recorded = row.checksum();
        String expected = entry.oldChecksum();
        if (recorded != null && recorded.equalsIgnoreCase(entry.otherLineEnds())) {
            findings.warn(
                    "line-ends-differ",
                    record.table().display(),
                    name() + " recorded " + row.id()
                            + " with the checksum that its file has with other line ends (LF for"
                            + " CRLF, or CRLF for LF): only they differ.",
                    "Do nothing: the statements are the same, and the proof compares what they build. Only literals of more"
                            + " than one line may hold other line ends.");
        } else if (recorded != null
                && expected != null
                && !recorded.equals(RecordedRow.INCOMPARABLE)
                && !recorded.equalsIgnoreCase(expected)) {
            findings.error(
                    "checksum-differs",
                    record.table().display(),
                    name() + " recorded " + row.id() + " with the checksum " + recorded + ", but the file that was"
                            + " converted has " + expected + ": the file was changed after it ran.",
                    "Convert the file as it was when it ran, and put the change into a migration of its own; or, if you"
                            + " know that the change makes no difference, remove oldChecksum from the manifest.");
        }
    }

    /** Silence would read as if they had been compared. */
    private void noteUncompared(IdMatching matching) {
        long rows = record.in(RecordedRow.State.APPLIED).stream()
                .filter(row -> row.checksum() != null)
                .filter(row -> RecordedRow.INCOMPARABLE.equals(row.checksum())
                        || matching.of(row).stream().anyMatch(entry -> entry.oldChecksum() == null))
                .count();
        if (rows > 0) {
            findings.inform(
                    "checksums-not-compared",
                    record.table().display(),
                    name() + " recorded checksums of " + rows + (rows == 1 ? " migration" : " migrations")
                            + " that the conversion does not compute: they do not show whether the files are those"
                            + " that ran.",
                    "Rely on the proof, which compares what they build.");
        }
    }

    /** Where only heads or the newest are recorded, what comes before them counts too. */
    private void addImplied() {
        if (record.system().recordsHeadsOnly()) {
            addAncestors();
        } else if (record.newestOnly()) {
            Map<AdoptionManifest.Entry, RecordedRow> newest = Map.copyOf(applied);
            newest.forEach((entry, row) -> addUpTo(number(entry.oldId()), row));
        }
        record.in(RecordedRow.State.BASELINE).forEach(row -> addUpTo(number(row.id()), row));
    }

    private void addUpTo(Version last, RecordedRow row) {
        entries.stream()
                .filter(entry -> !number(entry.oldId()).isNewerThan(last))
                .forEach(entry -> applied.putIfAbsent(entry, row));
    }

    private void addAncestors() {
        Map<String, AdoptionManifest.Entry> byId = entries.stream()
                .flatMap(entry -> entry.oldIds().stream().map(id -> Map.entry(id, entry)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, two) -> one));
        Deque<AdoptionManifest.Entry> open = new ArrayDeque<>(applied.keySet());
        while (!open.isEmpty()) {
            AdoptionManifest.Entry child = open.pop();
            RecordedRow row = Objects.requireNonNull(applied.get(child));
            for (String parent : child.follows()) {
                AdoptionManifest.Entry entry = byId.get(parent);
                if (entry == null) {
                    findings.error(
                            "unknown-parent",
                            child.oldId(),
                            child.oldId() + " follows " + parent + ", which no converted migration has.",
                            "Convert the whole tree.");
                } else if (applied.putIfAbsent(entry, row) == null) {
                    open.push(entry);
                }
            }
        }
    }

    private static Version number(String id) {
        String number = RecordedIds.number(id);
        return Version.of(number == null ? "0" : number);
    }

    private String name() {
        return record.system().subject();
    }
}
