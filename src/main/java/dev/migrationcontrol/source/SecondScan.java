package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.CustomRunner;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.script.Usage;
import dev.migrationcontrol.source.script.UsageScan;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.KeywordSearch;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A second pass for names that the first one discovered: custom runners, and functions that read variables. */
final class SecondScan {
    private sealed interface Meaning {
        record Runs(CustomRunner runner, String name) implements Meaning {}

        record Reads(String wrapper) implements Meaning {}
    }

    private final KeywordSearch<Meaning> words = new KeywordSearch<>();
    private final Map<String, List<Usage>> runs = new LinkedHashMap<>();
    private final WrapperFunctions wrappers;
    private final VariableScan variables;

    SecondScan(List<CustomRunner> runners, WrapperFunctions wrappers, VariableScan variables) {
        this.wrappers = wrappers;
        this.variables = variables;
        for (CustomRunner runner : runners) {
            runs.put(runner.file().path(), new ArrayList<>());
            ascii(runner.names()).forEach(name -> words.add(name, new Meaning.Runs(runner, name)));
        }
        ascii(wrappers.names()).forEach(name -> words.add(name + "(", new Meaning.Reads(name)));
    }

    private static List<String> ascii(List<String> names) {
        return names.stream()
                .filter(name -> name.chars().allMatch(c -> c < 128))
                .toList();
    }

    boolean isNeeded() {
        return !words.isEmpty();
    }

    void read(SourceFile file, SourceText text) {
        FileRole role = FileRole.of(file);
        words.find(text.text(), (meaning, end) -> {
            int line = text.lineAt(end - 1);
            if (meaning instanceof Meaning.Reads reads && role != FileRole.DOCUMENT) {
                wrappers.call(reads.wrapper(), file, text, line, variables);
            } else if (meaning instanceof Meaning.Runs found && isWord(text.text(), end, found.name())) {
                run(found, file, role, text, line);
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

    private void run(Meaning.Runs found, SourceFile file, FileRole role, SourceText text, int line) {
        List<Usage> usages = runs.computeIfAbsent(found.runner().file().path(), first -> new ArrayList<>());
        boolean own = file.path().equals(found.runner().file().path());
        boolean known = usages.stream()
                .anyMatch(usage -> usage.line() == line && usage.file().equals(file.path()));
        if (!own && !known && usages.size() < 1000 && !TreeView.isSql(file)) {
            usages.add(UsageScan.usage(file, role, text.line(line), line));
        }
    }

    /** Where runners are used, by the runner's file. */
    List<Usage> runs() {
        return runs.values().stream().flatMap(List::stream).distinct().toList();
    }
}
