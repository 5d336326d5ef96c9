package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.script.DownKind;
import dev.migrationcontrol.source.script.HistoryGraph;
import dev.migrationcontrol.source.script.RecognisedScript;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with the scripts of one system together. */
final class SystemRules {
    private SystemRules() {}

    static List<Finding> of(ScriptSystem system) {
        List<Finding> findings = new ArrayList<>(system.findings());
        if (system.graph()) {
            findings.addAll(graph(system));
        }
        findings.addAll(duplicates(system));
        if (system.isPostgres()) {
            findings.addAll(ScriptRules.of(system));
            findings.addAll(ImpossibleScripts.of(system));
            findings.addAll(waysBack(system));
        }
        return findings;
    }

    private static List<Finding> graph(ScriptSystem system) {
        List<Finding> findings = new ArrayList<>();
        HistoryGraph graph = new HistoryGraph(system.scripts());
        Map<String, String> files = files(system);
        List<String> heads = graph.heads();
        if (heads.size() > 1) {
            findings.add(
                    Finding.error(
                            "several-heads",
                            files.getOrDefault(heads.get(heads.size() - 1), system.location()),
                            0,
                            system.name() + " has " + heads.size() + " heads: " + Listing.of(heads)
                                    + ". It refuses to upgrade to a single head.",
                            "Merge them by a migration that names all of them as its parents, or let the consolidation put them in one order."));
        }
        graph.missing()
                .forEach((version, parents) -> findings.add(Finding.error(
                        "parent-missing",
                        files.getOrDefault(version, system.location()),
                        0,
                        version + " follows " + Listing.of(parents) + ", which is not in the tree.",
                        "Put the missing migration back: without it the history has a gap.")));
        if (!graph.circle().isEmpty()) {
            findings.add(Finding.error(
                    "history-circle",
                    system.location(),
                    0,
                    "These migrations depend on themselves: " + Listing.of(List.copyOf(graph.circle())) + ".",
                    "Correct the parents that they name."));
        }
        return findings;
    }

    private static Map<String, String> files(ScriptSystem system) {
        return system.scripts().stream()
                .collect(Collectors.toMap(RecognisedScript::version, RecognisedScript::file, (first, second) -> first));
    }

    private static List<Finding> duplicates(ScriptSystem system) {
        Map<String, List<RecognisedScript>> byVersion = new LinkedHashMap<>();
        for (RecognisedScript script : system.scripts()) {
            byVersion
                    .computeIfAbsent(identity(system, script), first -> new ArrayList<>())
                    .add(script);
        }
        return byVersion.values().stream()
                .filter(scripts -> scripts.size() > 1)
                .map(scripts -> duplicate(system, scripts))
                .toList();
    }

    /** Whether a custom runner goes by the number is not known: it may record the whole name. */
    private static Finding duplicate(ScriptSystem system, List<RecognisedScript> scripts) {
        String rule = "duplicate-version";
        String file = scripts.get(1).file();
        String detail = "Version " + scripts.get(0).version() + " is claimed by " + scripts.size() + " files: "
                + Listing.of(scripts.stream().map(RecognisedScript::file).toList()) + ".";
        String remedy = "Renumber all but the one that the databases recorded; the consolidation keeps the old name in"
                + " the description.";
        return system.tool().isCustom()
                ? Finding.warning(rule, file, 0, detail, "If the runner goes by the number: " + remedy)
                : Finding.error(rule, file, 0, detail, remedy);
    }

    /** Liquibase knows a change set by its file, too; others know a migration by its file alone. */
    private static String identity(ScriptSystem system, RecognisedScript script) {
        if (system.tool().has(Trait.NAME_IS_THE_KEY)) {
            return script.file() + " " + script.version();
        }
        String version = script.version().replaceFirst("^0+(?=\\d)", "");
        return system.tool().has(Trait.LISTS_MIGRATIONS) ? version + " " + script.file() : version;
    }

    private static List<Finding> waysBack(ScriptSystem system) {
        List<Finding> findings = new ArrayList<>();
        List<String> missing = versions(system, DownKind.MISSING);
        if (!missing.isEmpty()) {
            findings.add(
                    Finding.info(
                            "down-missing",
                            system.location(),
                            0,
                            missing.size() + " of " + system.scripts().size() + " migrations of " + system.name()
                                    + " have no down script: " + Listing.of(missing) + ".",
                            "Do nothing unless they have to be rolled back; undo scripts can be added after the consolidation."));
        }
        List<String> irreversible = versions(system, DownKind.IRREVERSIBLE);
        if (!irreversible.isEmpty()) {
            findings.add(Finding.info(
                    "down-irreversible",
                    system.location(),
                    0,
                    irreversible.size() + " of " + system.scripts().size() + " migrations of " + system.name()
                            + " cannot be undone: " + Listing.of(irreversible) + ".",
                    "Do nothing; a rollback ends there."));
        }
        List<String> right = system.scripts().stream()
                .filter(script -> script.back().down() == DownKind.EMPTY && !script.changesSchema())
                .map(RecognisedScript::version)
                .toList();
        if (!right.isEmpty()) {
            findings.add(Finding.info(
                    "down-empty-by-design",
                    system.location(),
                    0,
                    "These down scripts are empty by design, because their migrations change no schema: "
                            + Listing.of(right) + ".",
                    "Do nothing; the rows that the migrations wrote stay after a rollback."));
        }
        return findings;
    }

    private static List<String> versions(ScriptSystem system, DownKind down) {
        return system.scripts().stream()
                .filter(script -> script.back().down() == down)
                .map(RecognisedScript::version)
                .toList();
    }
}
