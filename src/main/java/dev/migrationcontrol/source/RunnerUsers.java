package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.CustomRunner;
import dev.migrationcontrol.source.script.RunnerImports;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.usage.Usage;
import dev.migrationcontrol.source.usage.UsageScan;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects who imports, calls or names the runners of a tree. */
final class RunnerUsers {
    private static final int MOST = 1000;
    private static final int MOST_HITS = 500;

    /** A name of a runner in a file that is being read. */
    record Hit(CustomRunner runner, RunnerImports.Name name, int end) {}

    private final Map<String, List<Usage>> users = new LinkedHashMap<>();
    private final List<Hit> hits = new ArrayList<>();

    RunnerUsers(List<CustomRunner> runners) {
        runners.forEach(runner -> users.put(runner.file().path(), new ArrayList<>()));
    }

    void hit(CustomRunner runner, RunnerImports.Name name, int end) {
        if (hits.size() < MOST_HITS) {
            hits.add(new Hit(runner, name, end));
        }
    }

    /** Judges what was found in a file once all of it was read. */
    void end(SourceFile file, SourceText text) {
        if (hits.isEmpty()) {
            return;
        }
        Map<CustomRunner, TreeMap<Integer, List<RunnerImports.Name>>> byRunner = new LinkedHashMap<>();
        for (Hit hit : hits) {
            if (isWord(text.text(), hit.end(), hit.name().text())) {
                byRunner.computeIfAbsent(hit.runner(), first -> new TreeMap<>())
                        .computeIfAbsent(text.lineAt(hit.end() - 1), first -> new ArrayList<>())
                        .add(hit.name());
            }
        }
        hits.clear();
        byRunner.forEach((runner, lines) -> judge(runner, file, text, lines));
    }

    private void judge(
            CustomRunner runner, SourceFile file, SourceText text, TreeMap<Integer, List<RunnerImports.Name>> lines) {
        List<Usage> known = users.getOrDefault(runner.file().path(), List.of());
        if (runner.files().contains(file) || TreeView.isSql(file)) {
            return;
        }
        FileRole role = FileRole.of(file);
        new RunnerImports(runner, file).lines(text, lines).forEach(line -> {
            if (known.size() < MOST) {
                known.add(UsageScan.usage(file, role, text.line(line), line));
            }
        });
    }

    private static boolean isWord(String text, int end, String name) {
        int start = end - name.length();
        boolean exact = text.startsWith(name, start);
        boolean before = start == 0 || !Character.isJavaIdentifierPart(text.charAt(start - 1));
        boolean after = end >= text.length() || !Character.isJavaIdentifierPart(text.charAt(end));
        return exact && before && after;
    }

    List<Usage> of(CustomRunner runner) {
        return users.getOrDefault(runner.file().path(), List.of());
    }

    List<Usage> all() {
        return users.values().stream().flatMap(List::stream).distinct().toList();
    }
}
