package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** golang-migrate: a file for each direction, sent to the server as one message. */
final class GolangMigrateImporter implements Importer {
    private static final Pattern CODE = Pattern.compile("\\d+_.*\\.(up|down)\\.(?!sql$)\\w+");

    private static final Pattern OTHER = Pattern.compile("(?i)\\d.*\\.sql");

    @Override
    public String system() {
        return "golang-migrate";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return !PairedFiles.ups(folder).isEmpty();
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.ONE_MESSAGE);
        for (PairedFiles.Up up : PairedFiles.ups(folder)) {
            MigrationText sql = tree.whole(up.file(), false);
            if (sql != null) {
                String id = new BigInteger(up.version()).toString();
                tree.add(SourceMigration.of(up.version(), up.name(), id, sql, tree.whole(up.down(), false)));
            }
        }
        PairedFiles.noteLonelyDowns(folder, tree.findings());
        folder.named(CODE)
                .forEach(file -> tree.findings()
                        .error(
                                "not-sql",
                                folder.shown(file),
                                "The file is no SQL.",
                                "Only SQL migrations can be converted; write it as SQL."));
        folder.named(OTHER).stream()
                .filter(file -> !PairedFiles.NAME.matcher(file).matches()
                        && !CODE.matcher(file).matches())
                .forEach(file -> tree.findings()
                        .warn(
                                "name-unread",
                                folder.shown(file),
                                "golang-migrate does not read files of this name, so it is left out.",
                                "Name it <number>_<words>.up.sql or .down.sql, if it is a migration."));
        return tree.finish("by number, as golang-migrate runs them");
    }
}
