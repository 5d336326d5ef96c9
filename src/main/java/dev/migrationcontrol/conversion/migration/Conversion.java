package dev.migrationcontrol.conversion.migration;

import java.util.List;

/** What an importer made of a tree. */
public record Conversion(
        List<ConvertedMigration> migrations, List<dev.migrationcontrol.finding.Finding> findings, String order) {}
