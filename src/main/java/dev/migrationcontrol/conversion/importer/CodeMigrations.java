package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystem.Programs;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.Optional;

/** Systems whose migrations are programs: they are never run here. */
public final class CodeMigrations {
    private CodeMigrations() {}

    /** The first system whose programs the folder holds. */
    public static Optional<String> find(SourceFolder folder) {
        return MigrationSystems.all().stream()
                .filter(system -> system.programs() != null && areIn(folder, system.programs()))
                .map(MigrationSystem::id)
                .findFirst();
    }

    /** By the names of the files, and by what they hold, since the names are often not enough. */
    private static boolean areIn(SourceFolder folder, Programs programs) {
        return folder.all().stream()
                .filter(file -> programs.name().matcher(file).matches())
                .limit(20)
                .anyMatch(
                        file -> programs.content().matcher(folder.glance(file)).find());
    }

    /** Whether such programs are this system's. */
    public static boolean areOf(String system) {
        return MigrationSystems.find(system)
                .filter(found -> found.programs() != null)
                .isPresent();
    }

    static void refuse(Findings findings, String where, String system, String language) {
        findings.error(
                "code-migration",
                where,
                "The migration is a program in " + language + "; only SQL can be converted.",
                "Write it as SQL for " + system + ", or take the schema that it makes as one baseline (schemaDump).");
    }
}
