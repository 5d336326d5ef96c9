package dev.migrationcontrol.system.table;

import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystem.Adoption;
import dev.migrationcontrol.system.MigrationSystem.Records;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A system whose history can be taken over: how its table is identified, and how its rows are read. */
public record OldSystem(MigrationSystem facts, Adoption adoption) {
    public static List<OldSystem> all() {
        return MigrationSystems.all().stream()
                .flatMap(system -> of(system).stream())
                .toList();
    }

    public static Optional<OldSystem> find(String name) {
        return MigrationSystems.find(name).flatMap(OldSystem::of);
    }

    private static Optional<OldSystem> of(MigrationSystem system) {
        return Optional.ofNullable(system.adoption()).map(adoption -> new OldSystem(system, adoption));
    }

    public static List<String> names() {
        return all().stream().map(OldSystem::display).toList();
    }

    /** Names of tables that may be of interest. */
    public static List<String> usualTables() {
        return all().stream()
                .flatMap(system -> system.adoption.tables().stream())
                .distinct()
                .toList();
    }

    /** The table that this system keeps next to its version table, where it is one; all of a schema of its own stays there. */
    public Optional<CompanionTable> companion(VersionTable found) {
        return CompanionTable.of(found.foreign())
                .filter(companion -> companion.system().equals(display()) && !hasSchemaOfItsOwn(found.schema()));
    }

    public String display() {
        return facts.id();
    }

    /** As a sentence names it. */
    public String spoken() {
        return MigrationSystems.spoken(facts.id());
    }

    /** As the first words of a sentence. */
    public String subject() {
        return MigrationSystems.subject(facts.id());
    }

    public boolean isCustom() {
        return facts.isCustom();
    }

    public boolean isUsual(VersionTable found) {
        return adoption.tables().stream().anyMatch(found.name()::equalsIgnoreCase);
    }

    /** Whether the columns are this system's. */
    public boolean fits(VersionTable found) {
        if (isCustom()) {
            return found.identifier() != null
                    && all().stream()
                            .noneMatch(other -> !other.isCustom() && other.isUsual(found) && other.fits(found));
        }
        // One column alone says little, so nothing else may be next to it.
        Set<String> columns = adoption.columns();
        if (found.identifier() != null && facts.recordsInOneRow()) {
            return false;
        }
        return columns.size() == 1
                ? found.columns().keySet().equals(columns)
                : found.columns().keySet().containsAll(columns);
    }

    /** Whether a table of any name may be this system's; a custom one has to be named after migrations. */
    public boolean looksLike(VersionTable found) {
        return fits(found)
                && (!isCustom()
                        || found.name().toLowerCase(Locale.ROOT).matches(".*(migrat|version|changelog|patch).*"));
    }

    /** Whether a schema of this name is made by the system for its own tables. */
    public boolean hasSchemaOfItsOwn(String schema) {
        return schema.equals(facts.schema());
    }

    /** Whether only the newest migration is recorded, and all before it count as applied. */
    public boolean recordsNewestOnly() {
        return facts.records() == Records.NEWEST;
    }

    /** Whether only the heads are recorded, and all their ancestors count as applied. */
    public boolean recordsHeadsOnly() {
        return facts.records() == Records.HEADS;
    }

    public String rows(VersionTable from) {
        String rows = Optional.ofNullable(adoption.rows())
                .orElseGet(() -> "SELECT " + from.customColumns() + " FROM {table} t");
        return rows.replace("{table}", from.quoted());
    }
}
