package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.importer.Importer;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConversionLimits;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.SystemReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A system of an audited tree, converted.
 *
 * @param directory which of the tree was converted: that of the scripts, or the one above
 */
public record TreeSource(Conversion conversion, String directory) {
    public static TreeSource of(Importer importer, SystemReport system, Path tree) {
        String directory = directory(tree, system.location());
        SourceFolder folder = folder(tree, directory);
        String above = parent(directory);
        if (!importer.recognises(folder) && above != null && importer.recognises(folder(tree, above))) {
            directory = above;
            folder = folder(tree, above);
        }
        return new TreeSource(importer.convert(folder), directory);
    }

    public static @Nullable String firstError(Conversion conversion) {
        return conversion.findings().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map((Finding each) -> each.where() + ": " + each.detail())
                .findFirst()
                .orElse(null);
    }

    public static SourceFolder folder(Path tree, String directory) {
        return SourceFolder.open(
                tree.resolve(directory), directory, StandardCharsets.UTF_8, Map.of(), ConversionLimits.USUAL);
    }

    /** A location may be a file that holds or lists everything. */
    public static String directory(Path tree, String location) {
        String above = parent(location);
        return Files.isDirectory(tree.resolve(location), LinkOption.NOFOLLOW_LINKS) || above == null ? location : above;
    }

    static @Nullable String parent(String directory) {
        return directory.isEmpty() ? null : directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
    }
}
