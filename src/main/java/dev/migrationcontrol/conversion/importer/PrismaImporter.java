package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.text.Digests;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prisma: a folder for each migration with {@code migration.sql}, sent to the server as one message. */
final class PrismaImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d+)_?(.*)");
    private static final String LOCK = "migration_lock.toml";

    @Override
    public String system() {
        return "prisma";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        SourceFolder folder = folder(root);
        return folder.has(LOCK) && folder.folders().stream().anyMatch(each -> folder.has(each + "/migration.sql"));
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = folder(root);
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.ONE_MESSAGE);
        requirePostgresql(tree, folder);
        folder.folders().stream()
                .filter(each -> folder.has(each + "/migration.sql"))
                .forEach(each -> convert(tree, folder, each));
        return tree.finish("by folder name, as Prisma runs them");
    }

    private static SourceFolder folder(SourceFolder root) {
        return root.within("prisma").within("migrations");
    }

    private static void requirePostgresql(ImportSession tree, SourceFolder folder) {
        if (folder.has(LOCK)) {
            String provider =
                    StructuredText.of("toml", folder.glance(LOCK)).root().text("provider");
            if (!provider.isEmpty() && !provider.startsWith("postgres")) {
                tree.findings()
                        .error(
                                "other-database",
                                folder.shown(LOCK),
                                "The migrations are for " + provider + ".",
                                "Name the folder of the PostgreSQL migrations.");
            }
        }
    }

    private static void convert(ImportSession tree, SourceFolder folder, String each) {
        MigrationText up = tree.whole(each + "/migration.sql", false);
        Matcher name = NAME.matcher(each);
        boolean numbered = name.matches();
        if (up != null) {
            tree.add(SourceMigration.of(
                            numbered ? name.group(1) : null,
                            numbered ? name.group(2) : each,
                            each,
                            up,
                            tree.whole(each + "/down.sql", false))
                    .checked(folder.bytes(each + "/migration.sql"), bytes -> Digests.hex("SHA-256", bytes)));
        }
    }
}
