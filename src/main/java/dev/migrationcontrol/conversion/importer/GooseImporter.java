package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** goose: one file, whose directions are marked by lines {@code -- +goose Up} and {@code -- +goose Down}. */
final class GooseImporter implements Importer {
    private static final Pattern NAME = Pattern.compile("\\d+_.*\\.sql");
    private static final Pattern CODE = Pattern.compile("\\d+_.*(?<!_test)\\.go");
    private static final Pattern UP = Pattern.compile("(?mi)^--\\s*\\+goose\\s+up\\s*$");

    @Override
    public String system() {
        return "goose";
    }

    @Override
    public boolean recognises(SourceFolder folder) {
        return folder.holds(NAME, UP);
    }

    @Override
    public Conversion convert(SourceFolder folder) {
        ImportSession tree = new ImportSession(system(), folder, TransactionStyle.TRANSACTION);
        folder.named(NAME).stream()
                .sorted(Comparator.comparing(GooseImporter::number).thenComparing(file -> file))
                .forEach(file -> tree.text(file).ifPresent(text -> convert(tree, folder.shown(file), file, text)));
        folder.named(CODE).forEach(file -> CodeMigrations.refuse(tree.findings(), folder.shown(file), "goose", "Go"));
        return tree.finish("by number, as goose runs them");
    }

    private static void convert(ImportSession tree, String shown, String file, String text) {
        MarkedLines lines = new MarkedLines(MarkedLines.Style.GOOSE).read(text);
        lines.note(shown, tree.findings());
        if (!lines.hasUp()) {
            tree.findings()
                    .error(
                            "marker-missing",
                            shown,
                            "There is no line -- +goose Up; goose refuses the file too.",
                            "Add it.");
            return;
        }
        if (lines.substitution() > 0) {
            tree.findings()
                    .error(
                            "variables",
                            shown + ":" + lines.substitution(),
                            "goose replaces variables of the environment from this line on; their values are not known.",
                            "Write the values themselves and remove the marker.");
        }
        String digits = file.substring(0, file.indexOf('_'));
        String name = file.substring(digits.length()).replaceAll("\\.sql$", "");
        tree.add(SourceMigration.of(digits, name, number(file).toString(), lines.up(shown), lines.down(shown)));
    }

    private static BigInteger number(String file) {
        return new BigInteger(file.substring(0, file.indexOf('_')));
    }
}
