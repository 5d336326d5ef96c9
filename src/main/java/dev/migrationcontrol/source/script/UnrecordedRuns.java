package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Programs that run the SQL files of a directory without writing down which ran. */
final class UnrecordedRuns {
    private UnrecordedRuns() {}

    /** Scripts whose runner was not found, with what else is known of who runs them. */
    static ScriptSystem judged(TreeView view, String directory, ScriptSystem system) {
        Optional<String> runs = view.marked(FileMarker.SQL_FILES).stream()
                .filter(RunnerSearch::isCode)
                .filter(file -> file.size() < RunnerSearch.MOST_BYTES)
                .flatMap(file -> in(view, file, directory).stream())
                .findFirst();
        if (runs.isPresent()) {
            return system.evidence(runs.get() + " lists and executes them")
                    .with(
                            List.of(
                                    Finding.info(
                                            "scripts-without-history",
                                            directory,
                                            0,
                                            "Numbered SQL files that " + runs.get()
                                                    + " executes without recording which ran.",
                                            "Keep them if they are meant to run every time; otherwise make repeatable scripts of them.")));
        }
        Optional<String> taker = new ScriptRunners(view).taker(directory, system.scripts());
        if (taker.isPresent()) {
            return system.evidence(taker.get() + " takes them in")
                    .with(List.of(Finding.info(
                            "scripts-without-runner",
                            directory,
                            0,
                            "Numbered SQL files that " + taker.get()
                                    + " takes in for a library that the audit does not know.",
                            "Find out where that library records which ran, and name this table in the requests.")));
        }
        return system.with(List.of(Finding.warning(
                "scripts-without-runner",
                directory.isEmpty() ? "." : directory,
                0,
                "Numbered SQL files that, as far as the audit sees, nothing in the tree runs.",
                "Find out who runs them (by hand, or another repository); convert them, or delete them.")));
    }

    /** The file and line where a program lists the files of the directory. */
    private static Optional<String> in(TreeView view, SourceFile file, String directory) {
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
