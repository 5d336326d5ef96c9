package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.document.StructuredText;
import java.util.Comparator;

/** Diesel: a folder for each migration with {@code up.sql} and {@code down.sql}. */
final class DieselImporter implements Importer {
    @Override
    public String system() {
        return "diesel";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        SourceFolder migrations = folder.within("migrations");
        return migrations.folders().stream().anyMatch(each -> migrations.has(each + "/up.sql"));
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = root.within("migrations");
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        folder.folders().stream()
                .filter(each -> folder.has(each + "/up.sql"))
                .sorted(Comparator.comparing(DieselImporter::version).thenComparing(each -> each))
                .forEach(each -> convert(tree, folder, each));
        return tree.finish("by version, as Diesel runs them");
    }

    private static void convert(ImportSession tree, SourceFolder folder, String each) {
        String metadata = each + "/metadata.toml";
        boolean outside = folder.has(metadata)
                && StructuredText.of("toml", folder.glance(metadata))
                        .root()
                        .text("run_in_transaction")
                        .equals("false");
        MigrationText up = tree.whole(each + "/up.sql", outside);
        if (up != null) {
            String name = each.indexOf('_') < 0 ? each : each.substring(each.indexOf('_') + 1);
            tree.add(SourceMigration.of(
                    version(each), name, version(each), up, tree.whole(each + "/down.sql", outside)));
        }
    }

    /** What Diesel records: the text before the first underscore, without dashes. */
    private static String version(String folder) {
        return folder.replaceAll("_.*$", "").replace("-", "");
    }
}
