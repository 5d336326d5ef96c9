package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.Optional;
import java.util.regex.Matcher;

/** Programs that run the SQL files of a directory without writing down which ran. */
final class UnrecordedRuns {
    private UnrecordedRuns() {}

    /** The file and line where a program lists the files of the directory. */
    static Optional<String> in(TreeView view, SourceFile file, String directory) {
        SourceText source = view.text(file);
        String text = source.text();
        RunnerLanguage language = RunnerLanguage.of(file);
        if (!text.contains(directory.substring(directory.lastIndexOf('/') + 1))) {
            return Optional.empty();
        }
        Matcher lists = BoundedPattern.in(language.lists(), text);
        if (!text.contains(".sql") || !lists.find() || !HeldMigrations.sends(language, text)) {
            return Optional.empty();
        }
        HeldMigrations held = new HeldMigrations(HeldMigrations.Kind.FILES, lists.start(), 1);
        return RunnerDirectory.of(view.tree(), file, source, held).literals().stream()
                        .anyMatch(literal -> CustomRunner.endsWith(directory, literal))
                ? Optional.of(file.path() + ":" + source.lineAt(lists.start()))
                : Optional.empty();
    }
}
