package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** aerich: Python files whose functions do nothing but return the SQL of a direction. */
final class AerichImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("(\\d+)_(?:\\d{14}_)?(\\w+)\\.py");
    private static final Pattern SIGN = Pattern.compile("(?m)^async def upgrade\\(db\\b");
    private static final Pattern APART = Pattern.compile("(?m)^RUN_IN_TRANSACTION\\s*=\\s*False");
    private static final String RETURNS =
            "(?m)^async def %s\\([^\\n)]*\\)[^\\n:]*:[ \\t]*\\n\\s*return[ \\t]+\"(?:\"\"([^\"\\\\]*(?:\"(?!\"\")[^\"\\\\]*)*+)\"\"\"|([^\"\\\\\\n]*)\")";

    @Override
    public String system() {
        return "aerich";
    }

    @Override
    public boolean recognises(SourceFolder root) {
        return folder(root).holds(NAME, SIGN);
    }

    private static SourceFolder folder(SourceFolder root) {
        return root.within("models");
    }

    @Override
    public Conversion convert(SourceFolder root) {
        SourceFolder folder = folder(root);
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        folder.named(NAME).stream()
                .sorted(Comparator.comparing((String file) -> new BigInteger(file.substring(0, file.indexOf('_'))))
                        .thenComparing(file -> file))
                .forEach(file -> tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), file, text)));
        return tree.finish("by number, as aerich runs them");
    }

    private static void convert(ImportSession tree, String shown, String file, String text) {
        Matcher name = NAME.matcher(file);
        MigrationText up = returned(shown, text, "upgrade");
        MigrationText down = returned(shown, text, "downgrade");
        if (!name.matches() || up == null || down == null && text.contains("async def downgrade(")) {
            CodeMigrations.refuse(tree.findings(), shown, "aerich", "Python, with more than a text that it returns");
            return;
        }
        tree.add(SourceMigration.of(name.group(1), name.group(2), file, up, down));
    }

    /** The literal that a function returns; null where it does anything else, or escapes something in it. */
    private static @Nullable MigrationText returned(String shown, String text, String function) {
        Matcher literal = Pattern.compile(RETURNS.formatted(function)).matcher(text);
        if (!literal.find()) {
            return null;
        }
        int group = literal.group(1) != null ? 1 : 2;
        return MigrationText.part(
                shown,
                text,
                literal.start(group),
                literal.end(group),
                APART.matcher(text).find());
    }
}
