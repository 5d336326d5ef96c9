package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbered SQL files of a runner that no one else has; the number gives the order. */
final class CustomImporter implements Importer {
    private static final Pattern NAME = Pattern.compile(
            "[vV]?(\\d+(?:\\.\\d+)*)(?:[._\\- ]+(.*?))??(?:[._-](up|down|undo|rollback|revert))?\\.sql");
    private static final Pattern SQL = Pattern.compile(".*\\.sql");
    private static final Pattern MARKER =
            Pattern.compile("(?mi)^--+\\s*[@!+]?\\s*(migrate:)?(down|rollback|undo)\\s*:?\\s*$");
    private static final List<String> DOWNS = List.of("down", "undo", "rollback", "revert");

    @Override
    public String system() {
        return "custom";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        return !ups(root.within("up")).isEmpty();
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = root.within("up");
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.STATEMENTS);
        for (String file : ups(folder)) {
            MigrationText up = tree.whole(file, false);
            if (up != null) {
                refuseMarker(tree, up);
                tree.add(SourceMigration.of(version(file), words(file), file, up, down(tree, root, folder, file)));
            }
        }
        folder.named(SQL).stream()
                .filter(file -> !NAME.matcher(file).matches())
                .forEach(file -> tree.findings()
                        .warn(
                                "not-numbered",
                                folder.shown(file),
                                "The file has no number, so it is left out.",
                                "Give it one where it belongs in the order, if it is a migration."));
        return tree.finish("by the numbers of the files, then by name");
    }

    /** A marker of a runner that is not known: run as a whole, the file would undo itself. */
    private static void refuseMarker(ImportSession tree, MigrationText up) {
        Matcher marker = MARKER.matcher(up.text());
        if (marker.find()) {
            long line = 1
                    + up.text()
                            .substring(0, marker.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            tree.findings()
                    .error(
                            "marker-unknown",
                            up.file() + ":" + line,
                            "The line looks like the beginning of a down part, in the form of no system that is known.",
                            "Move the down part into a file of its own that ends with .down.sql.");
        }
    }

    private static List<String> ups(SourceFolder folder) {
        List<String> ups = new ArrayList<>(folder.named(NAME).stream()
                .filter(file -> direction(file) == null || "up".equals(direction(file)))
                .toList());
        ups.sort(
                Comparator.comparing((String file) -> Version.of(version(file))).thenComparing(file -> file));
        return ups;
    }

    private static @Nullable MigrationText down(
            ImportSession tree, SourceFolder root, SourceFolder folder, String file) {
        String bare = file.replaceAll("([._-]up)?\\.sql$", "");
        for (String direction : DOWNS) {
            for (String separator : List.of(".", "_", "-")) {
                MigrationText neighbour = tree.whole(bare + separator + direction + ".sql", false);
                if (neighbour != null) {
                    return neighbour;
                }
            }
            for (String candidate :
                    List.of(direction + "/" + file, direction + "/" + bare + "." + direction + ".sql")) {
                if (root.has(candidate)) {
                    return root.text(candidate, tree.findings())
                            .map(text -> MigrationText.whole(candidate, text, false))
                            .orElse(null);
                }
            }
        }
        return null;
    }

    private static @Nullable String direction(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() ? name.group(3) : null;
    }

    private static String version(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() ? name.group(1) : "0";
    }

    private static String words(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() && name.group(2) != null ? name.group(2) : "";
    }
}
