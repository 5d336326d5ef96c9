package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.text.Digests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** graphile-migrate: committed files whose headers form a chain of hashes; there are no downs. */
final class GraphileMigrateImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d{6,})(?:-(.*))?\\.sql");
    private static final Pattern HEADER = Pattern.compile("\\A(--! [A-Za-z0-9_]+(:.*)?\\r?\\n)+\\r?\\n?");
    private static final Pattern FIELD = Pattern.compile("(?m)^--! (\\w+): ?(.*?)\\r?$");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!:):([A-Z][A-Z0-9_]+)\\b");

    @Override
    public String system() {
        return "graphile-migrate";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        return folder(root).holds(NAME, Pattern.compile("\\A--! Previous: "));
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = folder(root);
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        String previous = "-";
        for (String file : folder.named(NAME)) {
            String text = tree.text(file).orElse(null);
            if (text != null) {
                previous = convert(tree, folder, file, text, previous);
            }
        }
        if (folder != root && root.all().stream().anyMatch(each -> each.matches("(migrations/)?current(\\.sql|/.*)"))) {
            tree.findings()
                    .inform(
                            "not-committed",
                            "current.sql",
                            "The current migration is not committed, so it is left out.",
                            "Commit it first if it should be converted.");
        }
        return tree.finish("by file name, as graphile-migrate runs them; each follows the one that its header names");
    }

    private static SourceFolder folder(SourceFolder root) {
        return root.within("migrations").within("committed");
    }

    private static String convert(ImportSession tree, SourceFolder folder, String file, String text, String before) {
        String where = folder.shown(file);
        Matcher header = HEADER.matcher(text);
        String head = header.find() ? header.group() : "";
        String previous = field(head, "Previous");
        String hash = field(head, "Hash");
        if (!previous.equals(before)) {
            tree.findings()
                    .error(
                            "chain-broken",
                            where + ":1",
                            "The header names a predecessor other than the file before.",
                            "Restore the order.");
        }
        MigrationText body = MigrationText.part(where, text, head.length(), text.length(), false);
        String actual = hash(body.text(), previous);
        if (!actual.equals(hash)) {
            tree.findings()
                    .warn(
                            "checksum-differs",
                            where,
                            "The file was changed after it was committed: its hash is not the one in its header.",
                            "Compare it with the version that was run.");
        }
        boolean outside = body.text().split("\n", 2)[0].matches("--!\\s*no-transaction\\b.*\\r?");
        String sql = new SourceVariables(PLACEHOLDER, name -> true, folder.variables())
                .replace(body.text(), where, tree.findings());
        Matcher name = NAME.matcher(file);
        if (name.matches()) {
            String words = name.group(2) == null ? field(head, "Message") : name.group(2);
            tree.add(SourceMigration.of(
                            name.group(1), words, file, new MigrationText(where, body.line(), sql, outside), null)
                    .after(previous.equals("-") ? List.of() : List.of(previous))
                    .checked(actual));
        }
        return hash;
    }

    private static String hash(String body, String previous) {
        String hashed = ((previous.equals("-") ? "" : previous) + "\n" + body).strip() + "\n";
        return "sha1:" + Digests.hex("SHA-1", hashed.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(String header, String name) {
        Matcher field = FIELD.matcher(header);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return field.group(2);
            }
        }
        return "";
    }
}
