package dev.migrationcontrol.audit;

import static dev.migrationcontrol.text.Markdown.code;
import static dev.migrationcontrol.text.Markdown.plain;

import dev.migrationcontrol.source.RunnerReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.usage.UsageReport;
import dev.migrationcontrol.system.MigrationSystems;
import io.quarkus.qute.RawString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that a consolidation changes, with their lines. */
final class TreePlanChanges {
    /** A row of the table of changes. */
    record Row(RawString places, String in, RawString what) {}

    private record Change(String file, String in, String what) {}

    private final Map<Change, TreeSet<Integer>> changes = new LinkedHashMap<>();

    private TreePlanChanges() {}

    static List<Row> of(TreeAuditReport report, List<SystemReport> systems) {
        TreePlanChanges all = new TreePlanChanges();
        report.usage().stream()
                .filter(usage -> !usage.system().equals(MigrationSystems.FLYWAY))
                .filter(usage ->
                        systems.stream().anyMatch(system -> system.system().equals(usage.system())))
                .forEach(all::usage);
        systems.forEach(all::runner);
        report.variables().stream().filter(TreePlanChanges::isRenamed).forEach(all::variable);
        return all.rows();
    }

    private void usage(UsageReport usage) {
        usage.places().stream()
                .filter(place -> place.role() != FileRole.OTHER)
                .forEach(place -> add(
                        place.file(),
                        place.line(),
                        place.role().name().toLowerCase(Locale.ROOT),
                        change(usage, place.role())));
    }

    /** The program itself goes, with the lines that create its table and write to it. */
    private void runner(SystemReport system) {
        RunnerReport runner = system.runner();
        if (runner == null) {
            return;
        }
        String what = "remove " + code(runner.name()) + ", the custom runner";
        String first = runner.files().get(0);
        add(first, runner.line(), "runner", what);
        Stream.of(runner.recordsAt(), String.valueOf(runner.createsAt()))
                .filter(place -> place.matches(".*:\\d+"))
                .forEach(place -> add(
                        place.substring(0, place.lastIndexOf(':')),
                        Integer.parseInt(place.substring(place.lastIndexOf(':') + 1)),
                        "runner",
                        what));
    }

    private void variable(VariableReport variable) {
        variable.uses()
                .forEach(use -> add(
                        use.file(),
                        use.line(),
                        "variable",
                        code(variable.name()) + " → " + code(String.valueOf(variable.standard()))));
    }

    private void add(String file, int line, String in, String what) {
        changes.computeIfAbsent(new Change(file, in, what), first -> new TreeSet<>())
                .add(line);
    }

    private static String change(UsageReport usage, FileRole role) {
        String title = plain(usage.system().equals(MigrationSystems.CUSTOM) ? "the " + usage.title() : usage.title());
        return switch (role) {
            case TEST -> "build the schema by an upgrade of the test environment instead of " + title;
            case CI, SCRIPT, DEPLOYMENT -> "call the upgrade of the environment instead of " + title;
            case BUILD, CONFIGURATION -> "remove what configures or fetches " + title;
            case DOCUMENT -> "describe the upgrade instead of " + title;
            default -> "no longer run " + title + " from here";
        };
    }

    static boolean isRenamed(VariableReport variable) {
        return variable.noDatabase() == null
                && variable.standard() != null
                && !variable.standard().equals(variable.name());
    }

    private List<Row> rows() {
        return changes.entrySet().stream()
                .map(each -> new Row(
                        new RawString(ranges(each.getValue()).stream()
                                .map(range -> code(each.getKey().file() + ":" + range))
                                .collect(Collectors.joining(", "))),
                        each.getKey().in(),
                        new RawString(each.getKey().what())))
                .toList();
    }

    /** Lines that follow each other as a range. */
    private static List<String> ranges(TreeSet<Integer> lines) {
        List<String> ranges = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int line : lines) {
            if (first >= 0 && line > last + 1) {
                ranges.add(range(first, last));
                first = line;
            }
            first = first < 0 ? line : first;
            last = line;
        }
        ranges.add(range(first, last));
        return ranges;
    }

    private static String range(int first, int last) {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
