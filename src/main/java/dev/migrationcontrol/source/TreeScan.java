package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.FileMarker;
import dev.migrationcontrol.source.script.TreeView;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceTree;
import dev.migrationcontrol.source.usage.TestImports;
import dev.migrationcontrol.source.usage.UsageScan;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.KeywordSearch;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one pass over all files: markers, names of systems, database variables. */
final class TreeScan {
    private sealed interface Meaning {
        record Marks(List<String> words) implements Meaning {}

        record Names(MigrationSystem tool) implements Meaning {}

        record Variable() implements Meaning {}

        record Table() implements Meaning {}
    }

    private static final List<String> READS = FileMarker.READS_VARIABLES.words();

    private final KeywordSearch<Meaning> words = new KeywordSearch<>();
    private final Map<List<String>, Set<String>> markers = new HashMap<>();
    private final UsageScan usage = new UsageScan();
    private final VariableScan variables = new VariableScan();
    private final WrapperFunctions wrappers = new WrapperFunctions();
    private final VersionTables tables = new VersionTables();
    private final TestImports imports = new TestImports();
    private long bytes;

    TreeScan() {
        FileMarker.marks().forEach(mark -> mark.forEach(word -> words.add(word, new Meaning.Marks(mark))));
        MigrationSystems.inTrees()
                .forEach(tool -> tool.words().forEach(word -> words.add(word, new Meaning.Names(tool))));
        VersionTables.words().forEach(word -> words.add(word, new Meaning.Table()));
        VariableScan.WORDS.forEach(word -> words.add(word, new Meaning.Variable()));
    }

    void read(SourceFile file, SourceText text) {
        FileRole role = FileRole.of(file);
        boolean sql = TreeView.isSql(file);
        int[] lastVariable = {0};
        int[] lastTable = {0};
        List<Integer> reads = new ArrayList<>();
        bytes += file.size();
        words.find(text.text(), (meaning, end) -> {
            if (meaning instanceof Meaning.Marks marks) {
                markers.computeIfAbsent(marks.words(), first -> new HashSet<>()).add(file.path());
                if (marks.words() == READS) {
                    reads.add(end);
                }
            } else if (meaning instanceof Meaning.Names names && !sql) {
                usage.add(names.tool(), file, role, text, text.lineAt(end - 1));
            } else if (meaning instanceof Meaning.Table && !sql) {
                int line = text.lineAt(end - 1);
                if (line != lastTable[0]) {
                    lastTable[0] = line;
                    tables.line(file, role, text, line);
                }
            } else if (meaning instanceof Meaning.Variable && !sql) {
                int line = text.lineAt(end - 1);
                if (line != lastVariable[0]) {
                    lastVariable[0] = line;
                    variables.line(file, role, text, line);
                }
            }
        });
        if (role == FileRole.TEST && !sql) {
            imports.read(file, text);
        } else if (role == FileRole.BUILD) {
            variables.images().named(text);
        }
        if (!reads.isEmpty() && (role == FileRole.APPLICATION || role == FileRole.TEST)) {
            wrappers.definedIn(text, reads);
        }
    }

    TreeView view(SourceTree tree) {
        return new TreeView(tree, markers, usage.found());
    }

    UsageScan usage() {
        return usage;
    }

    VariableScan variables() {
        return variables;
    }

    VersionTables tables() {
        return tables;
    }

    TestImports imports() {
        return imports;
    }

    WrapperFunctions wrappers() {
        return wrappers;
    }

    long bytes() {
        return bytes;
    }
}
