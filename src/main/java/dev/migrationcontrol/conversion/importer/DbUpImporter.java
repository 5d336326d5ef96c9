package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DbUp: scripts of any name, which are run in the order of their names; none undoes another. */
final class DbUpImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(?i).*\\.sql");
    private static final Pattern NUMBERED =
            Pattern.compile("(?:[A-Za-z]+[ _-]?)?(\\d+(?:[-.]\\d+)*)[ _.-]*(.*)\\.sql", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROGRAM = Pattern.compile(".*\\.cs");
    private static final Pattern SIGN = Pattern.compile("DeployChanges\\.To\\b");

    @Override
    public String system() {
        return "dbup";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        return root.holds(PROGRAM, SIGN) && !root.within("Scripts").named(NAME).isEmpty();
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = root.within("Scripts");
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.STATEMENTS);
        for (String file : folder.named(NAME)) {
            MigrationText up = tree.whole(file, false);
            Matcher name = NUMBERED.matcher(file);
            if (up != null) {
                boolean numbered = name.matches();
                tree.add(SourceMigration.of(
                        numbered ? name.group(1).replace('-', '.') : null,
                        numbered ? name.group(2) : file.replaceFirst("\\.\\w+$", ""),
                        file,
                        up,
                        null));
            }
        }
        return tree.finish("by name, as DbUp runs them");
    }
}
