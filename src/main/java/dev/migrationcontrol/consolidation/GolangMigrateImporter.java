package dev.migrationcontrol.consolidation;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** golang-migrate: a file for each direction, sent to the server as one message. */
final class GolangMigrateImporter implements Importer {
    private static final Pattern CODE = Pattern.compile("\\d+_.*\\.(up|down)\\.(?!sql$)\\w+");

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
        TreeImport tree = new TreeImport(system(), folder, RunStyle.ONE_MESSAGE);
        for (PairedFiles.Up up : PairedFiles.ups(folder)) {
            Block sql = tree.whole(up.file(), false);
            if (sql != null) {
                String id = new BigInteger(up.version()).toString();
                tree.add(Draft.of(up.version(), up.name(), id, sql, tree.whole(up.down(), false)));
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
        return tree.finish("by number, as golang-migrate runs them");
    }
}
