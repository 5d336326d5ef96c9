package dev.migrationcontrol.adoption;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.system.table.OldSystem;
import dev.migrationcontrol.system.table.VersionTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds for each system of a manifest the table in which it records, and reads it. */
final class RecordedHistories {
    private static final int SHOWN = 10;

    private final Connection connection;
    private final AdoptionManifest manifest;
    private final Map<String, TableChoice> choices = new HashMap<>();
    private final String history;
    private final Findings findings;

    /** @param history that of the environment itself, with its schema, which is no old one */
    RecordedHistories(
            Connection connection,
            AdoptionManifest manifest,
            List<TableChoice> choices,
            String history,
            Findings findings) {
        this.connection = connection;
        this.manifest = manifest;
        this.history = history;
        this.findings = findings;
        choices.forEach(choice -> this.choices.put(choice.current(), choice));
    }

    /**
     * What was found.
     *
     * @param companions tables that go where the version tables go
     */
    record Reading(List<SystemRecord> systems, List<VersionTable> companions) {}

    Reading read() throws SQLException {
        List<String> asked = choices.values().stream().map(TableChoice::table).toList();
        List<VersionTable> tables = VersionTables.find(connection, asked).stream()
                .filter(table -> !table.display().equals(history))
                .toList();
        List<SystemRecord> records = new ArrayList<>();
        for (String name : manifest.systems()) {
            OldSystem system = OldSystem.find(name).orElseThrow();
            Optional<VersionTable> table = table(system, tables);
            if (table.isPresent()) {
                TableChoice choice = choices.get(system.display());
                records.add(new SystemRecord(
                        system,
                        table.get(),
                        VersionTables.rows(connection, system, table.get()),
                        system.recordsNewestOnly() || (choice != null && choice.isNewestOnly())));
            }
        }
        noteOldSpellings();
        noteShared(records);
        noteOthers(tables, records);
        return new Reading(records, companions(tables, records));
    }

    private Optional<VersionTable> table(OldSystem system, List<VersionTable> tables) throws SQLException {
        TableChoice choice = choices.get(system.display());
        if (choice != null) {
            return chosen(system, choice, tables);
        }
        List<VersionTable> candidates = tables.stream()
                .filter(table -> system.isUsual(table) && system.fits(table))
                .toList();
        if (candidates.size() > 1) {
            findings.error(
                    "version-table-ambiguous",
                    system.display(),
                    candidates.size() + " tables may be the one in which " + system.spoken() + " records: "
                            + candidates.stream().map(VersionTable::display).toList() + ".",
                    "Name the right one in the request's tables.");
            return Optional.empty();
        }
        if (candidates.isEmpty()) {
            noteMissing(system);
        }
        return candidates.stream().findFirst();
    }

    private void noteMissing(OldSystem system) throws SQLException {
        List<String> alike = VersionTables.alike(connection, system).stream()
                .map(VersionTable::display)
                .filter(table -> !table.equals(history))
                .limit(SHOWN)
                .toList();
        String candidates =
                alike.isEmpty() ? "" : " Under other names, these have its columns: " + String.join(", ", alike) + ".";
        String choice = alike.isEmpty() ? "schema.table" : alike.get(0);
        findings.warn(
                "version-table-missing",
                system.display(),
                "There is no table of the usual name in which " + system.spoken()
                        + " records, so nothing of it counts as applied." + candidates,
                "Where it records under another name, name the table in the request: \"tables\":[{\"system\":\""
                        + system.display() + "\",\"table\":\"" + choice + "\"}].");
    }

    private Optional<VersionTable> chosen(OldSystem system, TableChoice choice, List<VersionTable> tables) {
        Optional<VersionTable> found = tables.stream()
                .filter(table -> table.display().equals(choice.table()))
                .findFirst();
        if (found.isEmpty()) {
            findings.error(
                    "version-table-missing",
                    choice.table(),
                    "There is no table of this name.",
                    "Name the table in which " + system.spoken() + " records.");
            return found;
        }
        String identifier = choice.identifier();
        VersionTable table = identifier == null ? found.get() : found.get().identifiedBy(identifier);
        boolean known = identifier == null || table.columns().containsKey(identifier);
        if (!known || (identifier == null && !system.fits(table))) {
            findings.error(
                    "version-table-unlike",
                    choice.table(),
                    "Its columns " + table.columns().keySet().stream().sorted().toList() + " are not those of "
                            + system.spoken() + (known ? "." : ", and " + identifier + " is none of them."),
                    "Name another table, or the identifier of a custom one.");
            return Optional.empty();
        }
        return Optional.of(table);
    }

    private void noteOldSpellings() {
        choices.forEach((system, choice) -> {
            if (!system.equals(choice.system())) {
                findings.add(Finding.oldSpelling(choice.table(), choice.system(), system));
            }
        });
    }

    private void noteShared(List<SystemRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            for (int j = i + 1; j < records.size(); j++) {
                SystemRecord one = records.get(i);
                SystemRecord two = records.get(j);
                boolean chosen = choices.containsKey(one.system().display())
                        && choices.containsKey(two.system().display());
                if (one.table().oid() == two.table().oid() && !chosen) {
                    findings.error(
                            "shared-version-table",
                            one.table().display(),
                            one.system().subject() + " and " + two.system().spoken() + " would both record here, and"
                                    + " their rows look alike.",
                            "If both did, name the table for both in the request's tables: then the ids decide.");
                }
            }
        }
    }

    private void noteOthers(List<VersionTable> tables, List<SystemRecord> records) throws SQLException {
        for (VersionTable table : tables) {
            boolean taken = records.stream().anyMatch(each -> each.table().oid() == table.oid());
            for (OldSystem system : OldSystem.all()) {
                if (!taken && !system.isCustom() && system.isUsual(table) && system.fits(table)) {
                    taken = true;
                    findings.warn(
                            "other-system-recorded",
                            table.display(),
                            "This is where " + system.display() + " records, with "
                                    + VersionTables.rows(connection, system, table)
                                            .size() + " rows; the manifest has none of them.",
                            "Convert its migrations too, or accept the table as a difference.");
                }
            }
        }
    }

    private static List<VersionTable> companions(List<VersionTable> tables, List<SystemRecord> records) {
        return tables.stream()
                .filter(table -> records.stream().anyMatch(each -> each.owns(table)))
                .toList();
    }
}
