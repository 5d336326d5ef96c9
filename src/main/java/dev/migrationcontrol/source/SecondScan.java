package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.CustomRunner;
import dev.migrationcontrol.source.script.RunnerImports;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.KeywordSearch;
import dev.migrationcontrol.text.SourceText;
import java.util.List;

/** A second pass for names that the first one discovered: custom runners, and functions that read variables. */
final class SecondScan {
    private sealed interface Meaning {
        record Runs(CustomRunner runner, RunnerImports.Name name) implements Meaning {}

        record Reads(String wrapper) implements Meaning {}

        record Holds() implements Meaning {}
    }

    private final KeywordSearch<Meaning> words = new KeywordSearch<>();
    private final RunnerUsers users;
    private final WrapperFunctions wrappers;
    private final VariableScan variables;

    SecondScan(List<CustomRunner> runners, WrapperFunctions wrappers, VariableScan variables) {
        this.wrappers = wrappers;
        this.variables = variables;
        this.users = new RunnerUsers(runners);
        for (CustomRunner runner : runners) {
            RunnerImports.names(runner).forEach(name -> words.add(name.text(), new Meaning.Runs(runner, name)));
        }
        wrappers.names().stream()
                .filter(name -> name.chars().allMatch(c -> c < 128))
                .forEach(name -> words.add(name + "(", new Meaning.Reads(name)));
        variables.addresses().forEach(name -> words.add(name, new Meaning.Holds()));
    }

    boolean isNeeded() {
        return !words.isEmpty();
    }

    void read(SourceFile file, SourceText text) {
        FileRole role = FileRole.of(file);
        words.find(text.text(), (meaning, end) -> {
            if (meaning instanceof Meaning.Reads reads && role != FileRole.DOCUMENT) {
                wrappers.call(reads.wrapper(), file, text, text.lineAt(end - 1), variables);
            } else if (meaning instanceof Meaning.Holds) {
                variables.names(file, role, text, text.lineAt(end - 1));
            } else if (meaning instanceof Meaning.Runs found) {
                users.hit(found.runner(), found.name(), end);
            }
        });
        users.end(file, text);
    }

    RunnerUsers users() {
        return users;
    }
}
