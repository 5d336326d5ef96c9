package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Findings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Scripts that Flyway runs already: they stay as they are, and the manifest says which rows of an earlier history are theirs. */
public final class FlywayImporter implements Importer {
    public static final String SYSTEM = "flyway";

    private static final Pattern NAME = Pattern.compile("(.*/)?([VUB]\\d+([._]\\d+)*|R)__[^/]*\\.sql");
    private static final Pattern VERSIONED = Pattern.compile("(?:.*/)?V(\\d+(?:[._]\\d+)*)__([^/]*)\\.sql");

    @Override
    public String system() {
        return SYSTEM;
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.all().stream().anyMatch(file -> NAME.matcher(file).matches());
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        Findings findings = new Findings();
        List<String> scripts = folder.all().stream()
                .filter(file -> NAME.matcher(file).matches())
                .toList();
        findings.inform(
                "already-flyway",
                folder.label(),
                "The folder holds " + scripts.size() + " scripts that Flyway runs as they are.",
                "Use it as a location of the environment. If refinery ran them, name refinery as the system. If a"
                        + " Flyway with another history table ran them, the manifest says which of its rows are theirs.");
        scripts.stream()
                .filter(file -> !VERSIONED.matcher(file).matches() && !isUndo(file))
                .forEach(file -> findings.inform(
                        "not-versioned",
                        folder.shown(file),
                        "The script has no row that a new history could take over, so it is left out.",
                        "Put it into the environment's locations as well, if it should run there."));
        List<String> versioned = scripts.stream()
                .filter(file -> VERSIONED.matcher(file).matches())
                .toList();
        refuseTwins(folder, versioned, findings);
        List<ConvertedMigration> migrations = versioned.stream()
                .sorted(Comparator.comparing(file -> dev.migrationcontrol.script.Version.of(version(file))))
                .flatMap(file -> folder.text(file, findings).map(text -> as(folder, file, text, findings)).stream())
                .toList();
        return new Conversion(migrations, findings.list(), "as Flyway orders them");
    }

    /** Flyway itself would refuse them in one location. */
    private static void refuseTwins(SourceFolder folder, List<String> versioned, Findings findings) {
        Map<String, String> first = new HashMap<>();
        for (String file : versioned) {
            String other = first.putIfAbsent(version(file), file);
            if (other != null) {
                findings.error(
                        "duplicate-version",
                        folder.shown(file),
                        "It has the version of " + folder.shown(other) + ".",
                        "Name the folder that Flyway itself was configured with; where there were several, make one source of each.");
            }
        }
    }

    private static ConvertedMigration as(SourceFolder folder, String file, String text, Findings findings) {
        String script = file.substring(file.lastIndexOf('/') + 1);
        String undo = file.substring(0, file.length() - script.length()) + "U" + script.substring(1);
        String undoText = folder.has(undo) ? folder.text(undo, findings).orElse(null) : null;
        noteSettings(folder, file + ".conf", findings);
        Matcher name = VERSIONED.matcher(file);
        return new ConvertedMigration(
                version(file),
                name.matches() ? name.group(2) : script,
                SYSTEM,
                version(file),
                List.of(),
                script,
                text,
                undoText == null ? null : "U" + script.substring(1),
                undoText,
                true,
                true,
                checksum(text),
                null,
                new ConvertedMigration.Origin(
                        folder.shown(file), 1, undoText == null ? null : folder.shown(undo), undoText == null ? 0 : 1));
    }

    private static void noteSettings(SourceFolder folder, String settings, Findings findings) {
        if (folder.has(settings)) {
            findings.warn(
                    "script-settings",
                    folder.shown(settings),
                    "The script has settings of its own, which are not in the archive.",
                    "Copy them to the script.");
        }
    }

    private static boolean isUndo(String file) {
        return file.substring(file.lastIndexOf('/') + 1).startsWith("U");
    }

    /** As its history has it: parts with dots. */
    private static String version(String file) {
        Matcher name = VERSIONED.matcher(file);
        return name.matches() ? name.group(1).replace('_', '.') : "0";
    }

    /** Of the lines without their ends, as Flyway has it since 4. */
    private static String checksum(String text) {
        CRC32 sum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new StringReader(text))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.toString((int) sum.getValue());
    }
}
