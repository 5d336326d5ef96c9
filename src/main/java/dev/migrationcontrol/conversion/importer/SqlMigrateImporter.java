package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** sql-migrate: one file, whose directions are marked by lines {@code -- +migrate Up} and {@code -- +migrate Down}. */
final class SqlMigrateImporter implements Importer {
    private static final Pattern NAME = Pattern.compile(".*\\.sql");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)(.*)");
    private static final Pattern UP = Pattern.compile("(?m)^-- \\+migrate Up\\b");

    /** As sql-migrate compares: by number where both names begin with one and these differ, else by name. */
    private static final Comparator<String> ORDER = (one, other) -> {
        BigInteger first = number(one);
        BigInteger second = number(other);
        int order = first == null || second == null ? 0 : first.compareTo(second);
        return order == 0 ? one.compareTo(other) : order;
    };

    @Override
    public String system() {
        return "sql-migrate";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.holds(NAME, UP);
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        folder.named(NAME).stream()
                .sorted(ORDER)
                .forEach(file -> tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), file, text)));
        return tree.finish("by number, then by name, as sql-migrate runs them");
    }

    private static void convert(ImportSession tree, String shown, String file, String text) {
        MarkedLines lines = new MarkedLines(MarkedLines.Style.SQL_MIGRATE).read(text);
        lines.note(shown, tree.findings());
        if (!lines.hasUp()) {
            tree.findings()
                    .error(
                            "marker-missing",
                            shown,
                            "There is no line -- +migrate Up; sql-migrate refuses it too.",
                            "Add it.");
            return;
        }
        String bare = file.replaceAll("\\.sql$", "");
        Matcher number = NUMBER.matcher(bare);
        boolean numbered = number.matches();
        tree.add(SourceMigration.of(
                numbered ? number.group(1) : null,
                numbered ? number.group(2) : bare,
                file,
                lines.up(shown),
                lines.down(shown)));
    }

    private static @Nullable BigInteger number(String file) {
        Matcher matcher = NUMBER.matcher(file);
        return matcher.matches() ? new BigInteger(matcher.group(1)) : null;
    }
}
