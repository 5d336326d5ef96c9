package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.usage.UsageScan;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.table.DefaultNames;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Tells tables that a program keeps for itself from those of known systems, which it only uses.
 *
 * @param present systems that have scripts in the tree
 */
record ToolTables(TreeView view, Set<MigrationSystem> present) {
    /** Names of version tables that many programs chose by themselves. */
    private static final Set<String> SHARED = Set.of("schema_migrations", "schemaversions");

    /** Whether the table belongs to a known system that the program uses: then the system runs the migrations. */
    boolean isToolsOwn(HistoryTable table, SourceFile file, String text) {
        List<MigrationSystem> owners = MigrationSystems.all().stream()
                .filter(system -> !system.isCustom())
                .filter(system -> bare(system).equals(table.written().table()))
                .toList();
        Matcher imports = BoundedPattern.in(RunnerSearch.IMPORT, text);
        while (imports.find()) {
            for (MigrationSystem tool : MigrationSystems.all()) {
                if (UsageScan.isNamedIn(tool, imports.group())
                        && (owners.contains(tool) || table.read() == null || table.created() == null)) {
                    return true;
                }
            }
        }
        return owners.stream()
                .filter(tool -> present.contains(tool) || view.isRequired(tool))
                .anyMatch(tool ->
                        DefaultNames.isTelling(bare(tool)) && !SHARED.contains(bare(tool)) || isMadeIn(tool, file));
    }

    /** Whether the tool's own migrations are programs of the file's language, which use the tool's table as it is. */
    private static boolean isMadeIn(MigrationSystem tool, SourceFile file) {
        MigrationSystem.Programs programs = tool.programs();
        return programs != null
                && programs.language().equals(RunnerLanguage.of(file).title());
    }

    private static String bare(MigrationSystem system) {
        String table = system.table().replace("\"", "").toLowerCase(Locale.ROOT);
        return table.substring(table.lastIndexOf('.') + 1);
    }
}
