package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.text.Digests;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Supabase: {@code supabase/migrations/<timestamp>_<words>.sql}, each one transaction; there are no downs. */
final class SupabaseImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.sql");

    @Override
    public String system() {
        return "supabase";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        SourceFolder folder = folder(root);
        boolean sign =
                root.within("supabase").has("config.toml") || root.label().matches("(.*/)?supabase(/migrations)?/?");
        return sign && !folder.named(NAME).isEmpty();
    }

    /**
     * It records the statements themselves, trimmed and without their semicolons; what is between them does not count.
     */
    private static String statements(String text) {
        return Digests.hex("MD5", text.replaceAll("[ \\t\\r\\n\\f\\x0B;]+", "").getBytes(StandardCharsets.UTF_8));
    }

    private static SourceFolder folder(SourceFolder root) {
        return root.within("supabase").within("migrations");
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = folder(root);
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        for (String file : folder.named(NAME)) {
            Matcher name = NAME.matcher(file);
            MigrationText up = name.matches() ? tree.whole(file, false) : null;
            if (up != null) {
                tree.add(SourceMigration.of(name.group(1), name.group(2), name.group(1), up, null)
                        .checked(statements(up.text())));
            }
        }
        if (root.within("supabase").has("seed.sql")) {
            tree.findings()
                    .inform(
                            "seed",
                            "seed.sql",
                            "The seed is no migration, so it is left out.",
                            "Run it where it belongs.");
        }
        return tree.finish("by number, as Supabase runs them");
    }
}
