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
        List<TreeTrial.NotRun> notRun,
        @Nullable String error) {
    static Convertible of(Conversion whole, SourceFolder folder) {
        Map<String, String> wrong = new TreeMap<>();
        for (Finding each : whole.findings()) {
            if (each.severity() == Severity.ERROR) {
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
        List<TreeTrial.NotRun> notRun = wrong.entrySet().stream()
                .map(each -> new TreeTrial.NotRun(
                        folder.label().isEmpty() ? each.getKey() : folder.label() + "/" + each.getKey(),
                        each.getValue()))
                .toList();
        String error =
                tried.isEmpty() && !wrong.isEmpty() ? wrong.values().iterator().next() : null;
        return new Convertible(new Conversion(tried, whole.findings(), whole.order()), notRun, error);
    }

    private static boolean isFile(String file, Conversion whole, SourceFolder folder) {
        return folder.all().stream().anyMatch(each -> each.equals(file) || each.endsWith("/" + file))
                || whole.migrations().stream()
                        .anyMatch(each -> file.equals(each.origin().file()));
    }
}
