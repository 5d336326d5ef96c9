package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.ForeignTable;
import dev.migrationcontrol.system.table.Recognition;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What someone should know of the systems that left version tables. */
final class DatabaseSystemFindings {
    private static final int MOST_NAMED = 10;
    private static final String SHARED = "schema_migrations";

    /** The columns of those that share the name, without the version, by whose they are. */
    private static final Map<String, String> MARKS = MigrationSystems.all().stream()
            .flatMap(system -> system.tables().stream()
                    .filter(table -> table.names().contains(SHARED) && table.schema() == null)
                    .flatMap(table -> table.columns().keySet().stream())
                    .filter(column -> !column.equals("version"))
                    .map(column -> Map.entry(column, system.id())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final DatabaseHistory history;
    private final List<DatabaseSystem> systems;
    private final DatabaseTables tables;
    private final List<Finding> findings = new ArrayList<>();

    private DatabaseSystemFindings(DatabaseHistory history, List<DatabaseSystem> systems, DatabaseTables tables) {
        this.history = history;
        this.systems = systems;
        this.tables = tables;
    }

    static List<Finding> of(DatabaseHistory history, List<DatabaseSystem> systems, DatabaseTables tables) {
        DatabaseSystemFindings findings = new DatabaseSystemFindings(history, systems, tables);
        findings.several();
        findings.sameNames();
        findings.unknown();
        systems.forEach(findings::one);
        return findings.findings;
    }

    private void several() {
        List<String> all = systems.stream()
                .map(system -> system.system() + " (" + system.table() + ")")
                .collect(Collectors.toCollection(ArrayList::new));
        if (history.exists()) {
            all.add(0, MigrationSystems.FLYWAY + " (" + history.table() + ")");
        }
        if (all.size() > 1) {
            add(
                    "several-systems",
                    Severity.WARNING,
                    Listing.of(all, MOST_NAMED),
                    all.size()
                            + " version tables record migrations in this database. None of them alone shows the state of"
                            + " the database.",
                    "Find out which of them still runs, and consolidate them into one history.");
        }
    }

    private void sameNames() {
        Map<String, List<DatabaseSystem>> byName = new TreeMap<>();
        systems.forEach(system -> byName.computeIfAbsent(
                        system.table().substring(system.table().lastIndexOf('.') + 1), name -> new ArrayList<>())
                .add(system));
        byName.forEach((name, same) -> {
            List<String> kinds =
                    same.stream().map(DatabaseSystem::system).distinct().toList();
            if (kinds.size() > 1) {
                add(
                        "same-table-name",
                        Severity.ERROR,
                        same.stream().map(DatabaseSystem::table).collect(Collectors.joining(", ")),
                        "Two systems use the table name " + name + ": " + String.join(", ", kinds)
                                + ". Only the search_path of a runner decides which of them it finds.",
                        "Give each runner its schema explicitly until one of the two is retired.");
            }
        });
        tables.recognised().forEach(this::mixed);
    }

    /** Columns of more than one of those that share a name, whichever of them the table is taken for. */
    private void mixed(Recognition recognition) {
        ForeignTable table = recognition.table();
        if (!table.name().toLowerCase(Locale.ROOT).contains(SHARED)) {
            return;
        }
        Map<String, String> marks = new TreeMap<>(MARKS);
        // Whoever else has these columns has them like a custom runner.
        Stream.of("filename", "checksum", "applied_at", "executed_at")
                .forEach(column -> marks.put(column, "a custom runner"));
        List<String> owners = marks.entrySet().stream()
                .filter(mark -> table.find(mark.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        if (owners.size() > 1) {
            add(
                    "mixed-columns",
                    Severity.ERROR,
                    table.display(),
                    "The table has columns of " + String.join(" and of ", owners) + ". The audit took it for that of "
                            + MigrationSystems.spoken(recognition.system()) + ".",
                    "Look at who writes to it, and give each its own table before anything is adopted.");
        }
    }

    private void unknown() {
        for (ForeignTable table : tables.unknown()) {
            add(
                    "unknown-version-table",
                    Severity.WARNING,
                    table.display(),
                    "The table has the name of a migration system's version table, but its columns are those of no known system: "
                            + table.columns().stream()
                                    .map(column -> column.name() + " " + column.type())
                                    .collect(Collectors.joining(", ")),
                    "Find out what made it; the audit does not read it.");
        }
        for (ForeignTable table : tables.unproven()) {
            add(
                    "possible-version-table",
                    Severity.INFO,
                    table.display(),
                    "Its columns could be those of a version table. Only its rows could prove it, and they cannot be read.",
                    "Grant SELECT on it to the user of the audit.");
        }
        if (tables.cut()) {
            add(
                    "too-many-tables",
                    Severity.WARNING,
                    "the database",
                    "There are more tables than an audit reads; it did not read the later ones.",
                    "Audit with a user that sees fewer schemas, or check the rest by hand.");
        }
    }

    private void one(DatabaseSystem system) {
        if (system.unreadable() != null) {
            add(
                    "table-unreadable",
                    Severity.WARNING,
                    system.table(),
                    "What " + MigrationSystems.spoken(system.system()) + " recorded cannot be read: "
                            + system.unreadable() + ".",
                    "Grant what is missing, or audit again when nothing holds the table.");
        }
        Long records = system.records();
        if (records != null && records > system.migrations().size() && system.unreadable() == null) {
            add(
                    "records-cut",
                    Severity.INFO,
                    system.table(),
                    "It has " + records + " rows; the newest "
                            + system.migrations().size() + " were read.",
                    "Raise migration-control.audit.database.most-records to read all of them.");
        }
        findings.addAll(DatabaseRecordFindings.of(system));
    }

    private void add(String rule, Severity severity, String where, String detail, String remedy) {
        findings.add(new Finding(rule, severity, where, detail, remedy));
    }
}
