package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.source.tree.Aside;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.usage.Usage;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong between the systems of a tree. */
final class TreeRules {
    private final List<ScriptSystem> systems;
    private final Map<String, List<Usage>> usage;
    private final List<Finding> findings = new ArrayList<>();

    /** @param usage by the system's id */
    private TreeRules(List<ScriptSystem> systems, Map<String, List<Usage>> usage) {
        this.systems = systems;
        this.usage = usage;
    }

    static List<Finding> of(List<ScriptSystem> systems, Map<String, List<Usage>> usage) {
        TreeRules rules = new TreeRules(systems, usage);
        rules.several();
        rules.tables();
        rules.dialectVariants();
        rules.tests();
        rules.toolsWithoutScripts();
        return rules.findings;
    }

    /** Those of the tree's own database; what tests, templates, generators and examples own counts only where nothing else is. */
    private List<ScriptSystem> own() {
        List<ScriptSystem> all = systems.stream()
                .filter(ScriptSystem::isPostgres)
                .filter(system -> !system.isForTests())
                .filter(system -> !system.tool().isCustom() || system.runner() != null)
                .toList();
        List<ScriptSystem> central =
                all.stream().filter(system -> !Aside.is(system.location())).toList();
        return central.isEmpty() ? all : central;
    }

    private void several() {
        Map<MigrationSystem, List<ScriptSystem>> byTool = own().stream()
                .collect(Collectors.groupingBy(ScriptSystem::tool, LinkedHashMap::new, Collectors.toList()));
        if (byTool.size() > 1) {
            String all = byTool.values().stream()
                    .map(list -> list.get(0).tool().title() + " ("
                            + Listing.of(
                                    list.stream().map(ScriptSystem::location).toList(), 3)
                            + ")")
                    .collect(Collectors.joining("; "));
            findings.add(Finding.error(
                    "several-systems",
                    systems.get(0).location(),
                    0,
                    byTool.size() + " migration systems keep PostgreSQL scripts in this tree: " + all + ".",
                    "Consolidate them into one history; see CONSOLIDATION_PLAN.md."));
        }
    }

    private void tables() {
        Map<String, List<ScriptSystem>> byTable = new LinkedHashMap<>();
        own().stream()
                .filter(system -> !system.table().isEmpty())
                .forEach(system -> byTable.computeIfAbsent(system.table(), first -> new ArrayList<>())
                        .add(system));
        byTable.forEach((table, sharing) -> {
            Set<MigrationSystem> tools =
                    sharing.stream().map(ScriptSystem::tool).collect(Collectors.toCollection(LinkedHashSet::new));
            if (tools.size() > 1) {
                findings.add(
                        Finding.error(
                                "version-table-shared",
                                sharing.get(0).location(),
                                0,
                                tools.stream().map(MigrationSystem::title).collect(Collectors.joining(" and "))
                                        + " use one name, " + table + ", for their version tables.",
                                "Check the columns in each database to see whose table it is; never let both run on one schema."));
            }
        });
    }

    private void dialectVariants() {
        Map<String, List<ScriptSystem>> families = systems.stream()
                .collect(Collectors.groupingBy(
                        system -> system.tool() + " " + SourceFile.parentOf(system.location()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        for (List<ScriptSystem> family : families.values()) {
            Set<String> dialects =
                    family.stream().map(ScriptSystem::dialect).collect(Collectors.toCollection(LinkedHashSet::new));
            if (dialects.size() > 1 && dialects.contains("postgresql")) {
                findings.add(Finding.info(
                        "dialect-variants",
                        family.get(0).location(),
                        0,
                        "The same system keeps scripts for several kinds of databases: "
                                + family.stream()
                                        .map(system -> system.dialect() + " in " + system.location())
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Do nothing: only those for PostgreSQL are consolidated; the others stay as they are."));
            }
        }
    }

    private void tests() {
        Map<MigrationSystem, List<Usage>> tested = new LinkedHashMap<>();
        Map<MigrationSystem, List<Usage>> lived = new LinkedHashMap<>();
        own().stream().map(ScriptSystem::tool).distinct().forEach(tool -> {
            List<Usage> acting = usage.getOrDefault(tool.id(), List.of()).stream()
                    .filter(each -> each.kind() != Usage.Kind.NAMES)
                    .toList();
            tested.put(
                    tool,
                    acting.stream().filter(each -> each.role() == FileRole.TEST).toList());
            lived.put(
                    tool,
                    acting.stream()
                            .filter(each -> each.role() != FileRole.TEST && each.role() != FileRole.DOCUMENT)
                            .toList());
        });
        List<MigrationSystem> exercised = tested.keySet().stream()
                .filter(tool -> !uses(tested, tool).isEmpty())
                .toList();
        if (exercised.size() > 1) {
            findings.add(Finding.warning(
                    "tests-on-several-systems",
                    uses(tested, exercised.get(0)).get(0).file(),
                    uses(tested, exercised.get(0)).get(0).line(),
                    "Tests exercise "
                            + exercised.stream()
                                    .map(tool -> tool.title() + " ("
                                            + uses(tested, tool).get(0).file() + ")")
                                    .collect(Collectors.joining(" and "))
                            + ": each proves something only about its own schema.",
                    "Let all tests build their schema by the one history."));
        }
        exercised.stream()
                .filter(tool -> uses(lived, tool).isEmpty() && tested.size() > 1)
                .forEach(tool -> findings.add(Finding.warning(
                        "tests-on-unused-system",
                        uses(tested, tool).get(0).file(),
                        uses(tested, tool).get(0).line(),
                        "Tests exercise " + tool.title() + ", which only tests run.",
                        "Let the tests run the system that is deployed.")));
    }

    private static List<Usage> uses(Map<MigrationSystem, List<Usage>> map, MigrationSystem tool) {
        return map.getOrDefault(tool, List.of());
    }

    /** What a tool and those that it is made of are one under. */
    private static String family(MigrationSystem tool) {
        String family = tool.family();
        return family == null ? tool.id() : family;
    }

    private void toolsWithoutScripts() {
        Set<String> present = new HashSet<>();
        systems.forEach(system -> present.add(family(system.tool())));
        for (MigrationSystem tool : MigrationSystems.all()) {
            List<Usage> acting = usage.getOrDefault(tool.id(), List.of()).stream()
                    .filter(each -> each.kind() == Usage.Kind.IMPORTS || each.kind() == Usage.Kind.CALLS)
                    .filter(each -> each.role().isLive())
                    .toList();
            long signs = acting.stream()
                    .map(each -> each.kind() + " " + each.file())
                    .distinct()
                    .count();
            if (signs > 1 && !tool.isCustom() && present.add(family(tool))) {
                findings.add(Finding.info(
                        "tool-without-scripts",
                        acting.get(0).file(),
                        acting.get(0).line(),
                        tool.title() + " is named here and in " + (acting.size() - 1)
                                + " other places, but the tree holds no scripts of it.",
                        "Remove the rest of it, or add the directory that holds its scripts to the audit."));
            }
        }
    }
}
