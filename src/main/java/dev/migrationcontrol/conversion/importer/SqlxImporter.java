package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.text.Digests;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** sqlx: {@code <number>_<words>.sql}, or a pair {@code .up.sql} and {@code .down.sql}. */
final class SqlxImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d+)_(.+?)(\\.up|\\.down)?\\.sql");
    private static final Pattern SIGN = Pattern.compile("Cargo\\.toml|sqlx\\.toml|sqlx-data\\.json");
    private static final Pattern LIKE_DOWN =
            Pattern.compile(".*[._-](down|undo|rollback|revert)\\.sql", Pattern.CASE_INSENSITIVE);
    private static final String OUTSIDE = "-- no-transaction";

    @Override
    public String system() {
        return "sqlx";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        List<String> files = folder.named(NAME);
        return !files.isEmpty()
                && (!folder.named(SIGN).isEmpty()
                        || folder.folders().contains(".sqlx")
                        || files.stream().anyMatch(file -> folder.glance(file).startsWith(OUTSIDE)));
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        folder.named(NAME).stream()
                .filter(file -> !file.endsWith(".down.sql"))
                .sorted(Comparator.comparing(SqlxImporter::number).thenComparing(file -> file))
                .forEach(file -> convert(tree, folder, file));
        return tree.finish("by number, as sqlx runs them");
    }

    /** Other spellings are part of the name for sqlx, which takes the file for a migration up. */
    private static void refuseLikeDown(ImportSession tree, SourceFolder folder, String file) {
        if (LIKE_DOWN.matcher(file).matches()) {
            tree.findings()
                    .error(
                            "marker-unread",
                            folder.shown(file),
                            "The name looks like that of a down file, but sqlx takes it for a migration up.",
                            "Name it as the up file, with .down.sql at its end.");
        }
    }

    private static void convert(ImportSession tree, SourceFolder folder, String file) {
        refuseLikeDown(tree, folder, file);
        Matcher name = NAME.matcher(file);
        MigrationText up = name.matches() ? block(tree, folder, file) : null;
        if (up == null) {
            return;
        }
        MigrationText down =
                file.endsWith(".up.sql") ? block(tree, folder, file.replaceAll("\\.up\\.sql$", ".down.sql")) : null;
        tree.add(SourceMigration.of(name.group(1), name.group(2), number(file).toString(), up, down)
                .checked(folder.bytes(file), bytes -> Digests.hex("SHA-384", bytes)));
    }

    private static @org.jspecify.annotations.Nullable MigrationText block(
            ImportSession tree, SourceFolder folder, String file) {
        return tree.whole(file, folder.has(file) && folder.glance(file).startsWith(OUTSIDE));
    }

    private static BigInteger number(String file) {
        return new BigInteger(file.substring(0, file.indexOf('_')));
    }
}
