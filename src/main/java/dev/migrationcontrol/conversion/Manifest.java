package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a conversion made, and what of: every old id with its new version, and back. */
@Schema(description = "What a conversion made, and what of: every old id with its new version, and back.")
record Manifest(
        @Schema(description = "The version of this form.", examples = "1")
        int format,

        @Schema(description = "How the migrations were put into one order.", examples = "by number, as goose runs them")
        String order,

        @Schema(description = "The migrations, in the order in which they run.")
        List<ManifestEntry> migrations,

        @Schema(description = "For each folder: the new version of every old id.")
        Map<String, Map<String, String>> versions,

        @Schema(description = "What to know, and what to look at.")
        List<Finding> findings) {
    private static final int FORMAT = 1;

    /** @param directories the folder of each source, in their order */
    static Manifest of(SourceMerge.Merged merged, List<String> directories) {
        List<ManifestEntry> entries = new ArrayList<>();
        Map<String, Map<String, String>> versions = new LinkedHashMap<>();
        directories.forEach(directory -> versions.put(directory, new LinkedHashMap<>()));
        List<ConvertedMigration> migrations = merged.conversion().migrations();
        for (int i = 0; i < migrations.size(); i++) {
            String directory = directories.get(merged.sources().get(i));
            ManifestEntry entry = ManifestEntry.of(migrations.get(i), directory);
            entries.add(entry);
            Map<String, String> ids = versions.getOrDefault(directory, new LinkedHashMap<>());
            entry.oldIds().forEach(id -> ids.put(id, entry.version()));
        }
        return new Manifest(
                FORMAT,
                merged.conversion().order(),
                List.copyOf(entries),
                versions,
                merged.conversion().findings());
    }
}
