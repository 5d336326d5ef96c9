package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Findings;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Migrations that are a file for each direction: {@code 1_name.up.sql} and {@code 1_name.down.sql}. */
final class PairedFiles {
    static final Pattern NAME = Pattern.compile("(\\d+)_(.*)\\.(up|down)\\.sql");

    /** One up file. */
    record Up(String file, String version, String name) {
        String down() {
            return file.replaceAll("\\.up\\.sql$", ".down.sql");
        }
    }

    private PairedFiles() {}

    /** The up files, by number. */
    static List<Up> ups(SourceFolder folder) {
        return folder.named(NAME).stream()
                .map(PairedFiles::up)
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparing((Up up) -> new java.math.BigInteger(up.version()))
                        .thenComparing(Up::file))
                .toList();
    }

    /** Says which down files have no up file. */
    static void noteLonelyDowns(SourceFolder folder, Findings findings) {
        folder.named(NAME).stream()
                .filter(file -> file.endsWith(".down.sql") && !folder.has(file.replaceAll("\\.down\\.sql$", ".up.sql")))
                .forEach(file -> findings.warn(
                        "down-without-up",
                        folder.shown(file),
                        "There is a down file but no up file of this name, so it is left out.",
                        "Restore the up file, or delete this one."));
    }

    private static @Nullable Up up(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() && name.group(3).equals("up") ? new Up(file, name.group(1), name.group(2)) : null;
    }
}
