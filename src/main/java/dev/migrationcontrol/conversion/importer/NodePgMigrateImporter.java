package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** node-pg-migrate's SQL files: {@code -- Up Migration} and {@code -- Down Migration}; all is up where neither is. */
final class NodePgMigrateImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d+)[_-](.*)\\.sql");
    private static final Pattern CODE = Pattern.compile("\\d+[_-].*\\.(js|ts|mjs|cjs)");
    private static final Pattern UP = marker("up");
    private static final Pattern DOWN = marker("down");

    private static final Pattern LIKE = Pattern.compile(
            "(?im)^[ \\t]*(?:--|#|//|/\\*)[ \\t-]*(?:migrat(?:e|ion)[ \\t:_-]*)?(?:up|down|undo|rollback)[ \\t:]*(?:\\*/)?[ \\t\\r]*$");

    private static Pattern marker(String direction) {
        return Pattern.compile("(?im)^\\s*--[\\s-]*" + direction + "\\s+migration");
    }

    @Override
    public String system() {
        return "node-pg-migrate";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.holds(NAME, UP);
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        folder.named(NAME)
                .forEach(file -> tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), file, text)));
        folder.named(CODE)
                .forEach(file ->
                        CodeMigrations.refuse(tree.findings(), folder.shown(file), "node-pg-migrate", "JavaScript"));
        return tree.finish("by file name, as node-pg-migrate runs them");
    }

    private static void convert(ImportSession tree, String shown, String file, String text) {
        int up = start(UP, text);
        int down = start(DOWN, text);
        MigrationText upBlock = up < 0
                ? MigrationText.whole(shown, text, false)
                : MigrationText.part(shown, text, up, down < up ? text.length() : down, false);
        if (up < 0 && down >= 0) {
            upBlock = MigrationText.part(shown, text, 0, text.length(), false);
            tree.findings()
                    .error(
                            "marker-missing",
                            shown,
                            "There is a down marker but no up marker: node-pg-migrate runs all of the file as its up.",
                            "Add -- Up Migration where the up begins.");
        }
        MigrationText downBlock =
                down < 0 ? null : MigrationText.part(shown, text, down, up < down ? text.length() : up, false);
        Matcher like = LIKE.matcher(text);
        while (like.find()) {
            Markers.refuse(tree.findings(), shown, text, like.start(), "node-pg-migrate", "-- Down Migration");
        }
        Matcher name = NAME.matcher(file);
        if (name.matches()) {
            String id = file.replaceAll("\\.sql$", "");
            tree.add(SourceMigration.of(name.group(1), name.group(2), id, upBlock, downBlock));
        }
    }

    private static int start(Pattern marker, String text) {
        Matcher matcher = marker.matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }
}
