package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a conversion that can be tried: files that cannot be converted are left out by their names.
 *
 * @param error why nothing of it can be tried, as it is no single file that is wrong; null otherwise
 */
record Convertible(
        Conversion conversion,
        List<LeftOut> leftOut,
        @Nullable String error) {
    /** What only psql understands is cut out, and the rest of its script is tried. */
    private static final String PSQL = "psql-meta-command";

    static Convertible of(Conversion whole, SourceFolder folder) {
        Map<String, String> wrong = new TreeMap<>();
        for (Finding each : whole.findings()) {
            if (each.severity() == Severity.ERROR && !each.rule().equals(PSQL)) {
                String file = each.where().replaceFirst(":\\d+$", "");
                if (!isFile(file, whole, folder)) {
                    return new Convertible(whole, List.of(), each.where() + ": " + each.detail());
                }
                wrong.putIfAbsent(file, each.where() + ": " + each.detail());
            }
        }
        List<ConvertedMigration> tried = whole.migrations().stream()
                .filter(each -> !wrong.containsKey(each.origin().file())
                        && !wrong.containsKey(String.valueOf(each.origin().undoFile())))
                .toList();
        List<LeftOut> leftOut = wrong.entrySet().stream()
                .map(each -> LeftOut.unfit(
                        folder.label().isEmpty() ? each.getKey() : folder.label() + "/" + each.getKey(),
                        each.getValue(),
                        text(folder, each.getKey())))
                .toList();
        String error =
                tried.isEmpty() && !wrong.isEmpty() ? wrong.values().iterator().next() : null;
        return new Convertible(new Conversion(tried, whole.findings(), whole.order()), leftOut, error);
    }

    private static boolean isFile(String file, Conversion whole, SourceFolder folder) {
        return folder.all().stream().anyMatch(each -> each.equals(file) || each.endsWith("/" + file))
                || whole.migrations().stream()
                        .anyMatch(each -> file.equals(each.origin().file()));
    }

    private static String text(SourceFolder folder, String file) {
        return folder.all().stream()
                .filter(each -> each.equals(file) || each.endsWith("/" + file))
                .findFirst()
                .map(folder::glance)
                .orElse("");
    }
}
