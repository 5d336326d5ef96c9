package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceTree;
import dev.migrationcontrol.source.usage.TestImports;
import dev.migrationcontrol.source.usage.Usage;
import dev.migrationcontrol.source.usage.UsageReport;
import dev.migrationcontrol.system.MigrationSystem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tests exercise a system: themselves, below a fixture that pytest gives to all of them, or through helpers of the project. */
record TestUsage(SourceTree tree, TestImports imports) {
    List<UsageReport> reports(List<ScriptSystem> systems, Map<String, List<Usage>> usage) {
        Set<MigrationSystem> present = new LinkedHashSet<>();
        systems.forEach(system -> present.add(system.tool()));
        return present.stream()
                .map(tool -> {
                    List<Usage> places = usage.getOrDefault(tool.id(), List.of());
                    return UsageReport.of(tool.id(), tool.title(), places, tests(places));
                })
                .toList();
    }

    private List<String> tests(List<Usage> places) {
        Set<String> tests = new LinkedHashSet<>();
        Set<String> helpers = new LinkedHashSet<>();
        places.stream().filter(place -> place.kind() != Usage.Kind.NAMES).forEach(place -> {
            if (place.role() == FileRole.TEST) {
                tests.add(place.file());
                helpers.add(place.file());
                below(place.file(), tests);
            } else if (place.role() == FileRole.APPLICATION && isAbout(place.file())) {
                helpers.add(place.file());
            }
        });
        tests.addAll(imports.through(helpers));
        return List.copyOf(tests);
    }

    /** Code of the application counts as a helper where its name says that migrating is what it is for. */
    private static boolean isAbout(String file) {
        String[] path = file.split("/");
        int from = Math.max(0, path.length - 2);
        return String.join("/", List.of(path).subList(from, path.length)).matches("(?i).*(migrat|test_?db|testutil).*");
    }

    private void below(String fixture, Set<String> tests) {
        if (fixture.endsWith("conftest.py")) {
            tree.files().stream()
                    .filter(file -> file.isBelow(SourceFile.parentOf(fixture))
                            && (file.name().startsWith("test_") || file.name().endsWith("_test.py"))
                            && file.extension().equals("py"))
                    .forEach(file -> tests.add(file.path()));
        }
    }
}
