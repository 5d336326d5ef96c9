package dev.migrationcontrol.source;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.script.CustomScripts;
import dev.migrationcontrol.source.script.RecognisedScript;
import dev.migrationcontrol.source.script.Recogniser;
import dev.migrationcontrol.source.script.Recognisers;
import dev.migrationcontrol.source.script.RunnersOfSystems;
import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.ReadingDeadline;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceLimits;
import dev.migrationcontrol.source.tree.SourceTree;
import dev.migrationcontrol.source.tree.TreeRefused;
import dev.migrationcontrol.source.usage.Usage;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a source tree: which migration systems it holds, who uses them, and its database variables. Runs nothing of it. */
public final class SourceAudit {
    private final SourceLimits limits;
    private final Progress progress;

    /** Hears how far the reading is. */
    public interface Progress {
        /** @param of how many files there are to read */
        void read(int files, int of);
    }

    public SourceAudit(SourceLimits limits, Progress progress) {
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Reads a directory.
     *
     * @throws TreeRefused when there is more of it than the limits allow
     * @throws IOException when the directory itself cannot be read
     */
    public SourceReport read(Path root) throws IOException {
        ReadingDeadline deadline = new ReadingDeadline(limits.time());
        SourceTree tree = SourceTree.open(root, limits, deadline);
        TreeScan scan = new TreeScan();
        pass(tree, deadline, scan::read);
        TreeView view = scan.view(tree);
        try {
            return understand(tree, scan, view, deadline);
        } catch (BoundedPattern.Endless | StackOverflowError e) {
            throw endless(view.lastRead());
        }
    }

    private static TreeRefused endless(String file) {
        return new TreeRefused(
                TreeRefused.Reason.TOO_SLOW,
                "The text of '" + file + "' is such that a search in it does not end. Leave the file out of the tree.");
    }

    private SourceReport understand(SourceTree tree, TreeScan scan, TreeView view, ReadingDeadline deadline) {
        List<ScriptSystem> systems = systems(view, deadline);
        CustomScripts custom =
                new CustomScripts(view, systems.stream().map(ScriptSystem::tool).collect(Collectors.toSet()));
        systems.addAll(custom.find());
        systems = ScriptSystem.joined(RunnersOfSystems.joined(view, systems));
        systems.replaceAll(new EmbeddedFolders(view)::judged);
        systems = CopiedHistories.joined(systems);
        systems.replaceAll(scan.tables()::named);
        new BoundVariables(view, scan.variables()).find();
        SecondScan second = new SecondScan(custom.runners(), scan.wrappers(), scan.variables());
        if (second.isNeeded()) {
            pass(tree, deadline, second::read);
        }
        return report(tree, scan, view, systems, second);
    }

    private interface Reader {
        void read(SourceFile file, SourceText text);
    }

    private void pass(SourceTree tree, ReadingDeadline deadline, Reader reader) {
        List<SourceFile> files = tree.files();
        for (int i = 0; i < files.size(); i++) {
            SourceFile file = files.get(i);
            deadline.check();
            tree.read(file).ifPresent(text -> read(file, text, reader));
            if (i % 100 == 0) {
                progress.read(i, files.size());
            }
        }
        progress.read(files.size(), files.size());
    }

    private static void read(SourceFile file, SourceText text, Reader reader) {
        try {
            reader.read(file, text);
        } catch (BoundedPattern.Endless | StackOverflowError e) {
            throw endless(file.path());
        }
    }

    private static List<ScriptSystem> systems(TreeView view, ReadingDeadline deadline) {
        List<ScriptSystem> systems = new ArrayList<>();
        for (Recogniser recogniser : Recognisers.ALL) {
            deadline.check();
            List<ScriptSystem> found = recogniser.find(view);
            found.forEach(view::claim);
            systems.addAll(found);
        }
        return systems;
    }

    private static SourceReport report(
            SourceTree tree, TreeScan scan, TreeView view, List<ScriptSystem> systems, SecondScan second) {
        Map<String, List<Usage>> usage = usage(scan, systems, second);
        scan.variables().keys().bind(scan.variables());
        VariableRules variables = new VariableRules(scan.variables(), ComputedNames.in(view));
        List<Finding> findings = new ArrayList<>(TreeRules.of(systems, usage));
        systems.forEach(system -> findings.addAll(SystemRules.of(system)));
        systems.forEach(system -> findings.addAll(unread(view, system)));
        findings.addAll(view.findings());
        findings.addAll(ChecksumRules.of(view));
        findings.addAll(variables.findings());
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::where));
        return new SourceReport(
                tree.files().size(),
                scan.bytes(),
                tree.skipped().links(),
                tree.skipped().directories()
                        + tree.skipped().files()
                        + tree.skipped().unreadable(),
                systems.stream()
                        .map(system -> SystemReport.of(system, second.users()))
                        .toList(),
                new TestUsage(tree, scan.imports()).reports(systems, usage),
                variables.variables(),
                findings);
    }

    /** Usage by system, without the systems' own scripts. */
    private static Map<String, List<Usage>> usage(TreeScan scan, List<ScriptSystem> systems, SecondScan second) {
        Set<String> scripts = new HashSet<>();
        systems.forEach(system -> system.scripts().forEach(script -> scripts.add(script.file())));
        Map<String, List<Usage>> usage = new LinkedHashMap<>();
        scan.usage().found().forEach((tool, places) -> {
            List<Usage> others = places.stream()
                    .filter(place -> !scripts.contains(place.file()))
                    .toList();
            if (!others.isEmpty()) {
                usage.put(tool.id(), others);
            }
        });
        List<Usage> runs = second.users().all();
        if (!runs.isEmpty()) {
            usage.put(
                    MigrationSystems.CUSTOM,
                    runs.stream()
                            .filter(place -> !scripts.contains(place.file()))
                            .toList());
        }
        return usage;
    }

    private static List<Finding> unread(TreeView view, ScriptSystem system) {
        List<Finding> findings = new ArrayList<>();
        for (RecognisedScript script : system.scripts()) {
            view.tree()
                    .find(script.file())
                    .flatMap(file -> view.tree().read(file))
                    .ifPresent(text -> {
                        if (text.isTruncated()) {
                            findings.add(Finding.info(
                                    "script-read-in-part",
                                    script.file(),
                                    0,
                                    "The script is so long that only its beginning was read.",
                                    "Check the rest yourself: the audit says nothing about it."));
                        }
                        if (text.isEncodingBroken()) {
                            findings.add(Finding.warning(
                                    "script-not-utf-8",
                                    script.file(),
                                    0,
                                    "The script is not written in UTF-8; runners that expect it store wrong characters, or fail.",
                                    "Save it as UTF-8."));
                        }
                    });
        }
        return findings;
    }
}
