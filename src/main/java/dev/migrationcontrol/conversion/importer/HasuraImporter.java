package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Hasura, and Nhost with it: a folder for each migration, named by the time, for each database. */
final class HasuraImporter implements Importer {
    private static final Pattern FOLDER = Pattern.compile("\\d{10,19}_.*");
    private static final Pattern OLD = Pattern.compile("\\d{10,19}_.*\\.(up|down)\\.ya?ml");

    @Override
    public String system() {
        return "hasura";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        SourceFolder folder = folder(root);
        return folder.folders().stream()
                .anyMatch(each -> FOLDER.matcher(each).matches() && folder.has(each + "/up.sql"));
    }

    private static SourceFolder folder(SourceFolder root) {
        SourceFolder migrations = root.within("migrations");
        return migrations.within("default");
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = folder(root);
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        folder.folders().stream()
                .filter(each -> FOLDER.matcher(each).matches())
                .sorted(Comparator.comparing((String each) -> new BigInteger(version(each)))
                        .thenComparing(each -> each))
                .forEach(each -> convert(tree, folder, each));
        folder.named(OLD)
                .forEach(file -> tree.findings()
                        .error(
                                "not-sql",
                                folder.shown(file),
                                "The file is a list of API requests, as Hasura kept migrations before its folders.",
                                "Write what it runs as up.sql and down.sql in a folder of this name."));
        return tree.finish("by number, as Hasura runs them");
    }

    private static void convert(ImportSession tree, SourceFolder folder, String each) {
        MigrationText up = tree.whole(each + "/up.sql", false);
        if (up != null) {
            String version = version(each);
            String words = each.substring(version.length() + 1);
            tree.add(SourceMigration.of(version, words, version, up, tree.whole(each + "/down.sql", false)));
        } else if (folder.has(each + "/down.sql")) {
            tree.findings()
                    .warn(
                            "down-without-up",
                            folder.shown(each + "/down.sql"),
                            "There is a down file but no up file next to it, so it is left out.",
                            "Restore the up file, or delete this one.");
        }
    }

    private static String version(String folder) {
        return folder.substring(0, folder.indexOf('_'));
    }
}
