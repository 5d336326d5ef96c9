package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** dbmate: one file with two marked blocks, each with its own transaction option. */
final class DbmateImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d+).*\\.sql");
    private static final Pattern UP = Pattern.compile("(?m)^--\\s*migrate:up(\\s*$|\\s+\\S+)");
    private static final Pattern DOWN = Pattern.compile("(?m)^--\\s*migrate:down(\\s*$|\\s+\\S+)");

    private static final Pattern LIKE = Pattern.compile("(?mi)^[ \\t]*(?:--|#|//|/\\*)[ \\t-]*(?:"
            + "migrate[ \\t]*:[ \\t]*(?:up|down)\\b|migrate[ \\t_-]+(?:up|down)[ \\t\\r]*$).*");

    @Override
    public String system() {
        return "dbmate";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.holds(NAME, UP);
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        for (String file : folder.named(NAME)) {
            tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), file, text));
        }
        return tree.finish("by file name, as dbmate runs them");
    }

    private static void convert(ImportSession tree, String shown, String file, String text) {
        Matcher up = UP.matcher(text);
        Matcher down = DOWN.matcher(text);
        boolean hasDown = down.find();
        if (!up.find() || (hasDown && down.start() < up.start())) {
            tree.findings()
                    .error(
                            "marker-missing",
                            shown,
                            "There is no -- migrate:up before the first -- migrate:down; dbmate refuses the file too.",
                            "Add the marker.");
            return;
        }
        noteMarkers(tree, shown, text, hasDown ? List.of(up.start(), down.start()) : List.of(up.start()));
        int end = hasDown ? down.start() : text.length();
        Matcher name = NAME.matcher(file);
        String version = name.matches() ? name.group(1) : "";
        String words = file.substring(version.length()).replaceAll("\\.sql$", "");
        tree.add(SourceMigration.of(
                version,
                words,
                version,
                block(shown, text, up.start(), end),
                hasDown ? block(shown, text, end, text.length()) : null));
    }

    private static void noteMarkers(ImportSession tree, String shown, String text, List<Integer> read) {
        Matcher like = LIKE.matcher(text);
        while (like.find()) {
            if (!read.contains(like.start())) {
                Markers.refuse(tree.findings(), shown, text, like.start(), "dbmate", "-- migrate:down");
            }
        }
        Markers.refuseBefore(tree.findings(), shown, text.substring(0, read.get(0)), "dbmate");
    }

    private static MigrationText block(String shown, String text, int from, int to) {
        int lineEnd = text.indexOf('\n', from);
        String marker = text.substring(from, lineEnd < 0 || lineEnd > to ? to : lineEnd);
        return MigrationText.part(shown, text, from, to, marker.matches(".*\\stransaction:false(\\s.*)?"));
    }
}
