package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.Aside;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Migrations that are programs and that no known system claims: numbered files of one directory, or numbered functions of one
 * file, which change a schema. Whoever runs them may be in another module.
 *
 * @param location the directory, or the file
 */
record CodeSeries(String location, RunnerLanguage language, List<SourceFile> files, List<RecognisedScript> scripts) {
    static final Pattern ABOUT =
            Pattern.compile("(?i).*(?:migrat|alteration|upgrad|delta|patch|schema|ddl|evolution|db[-_]?changes?).*");
    private static final Pattern NUMBERED = Pattern.compile(
            "(?i)(?:[a-z]{1,4}[_.-])?(?:[vmr]|migrat\\w{0,8}|version|upgrade\\w{0,3}|update|patch|alter\\w{0,8}|delta|step)?[-_.]?\\d[\\w.@-]{0,160}\\.(?:cr|py|rb|php|p[lm]|go|java|kt|scala|groovy|cs|rs|exs?|[cm]?[jt]s|clj)");
    private static final Pattern NO_MIGRATION =
            Pattern.compile("(?i).*(?:\\.d\\.[cm]?ts|\\.designer\\.cs|[._](?:test|spec)\\.\\w+|[^a-z]test\\.\\w+)");
    private static final int FEWEST = 3;
    private static final int MOST = 3000;
    private static final int MOST_FILES_OF_FUNCTIONS = 60;

    /** All directories of numbered programs. */
    static List<CodeSeries> in(TreeView view) {
        List<CodeSeries> found = new ArrayList<>();
        Map<String, List<SourceFile>> directories = view.freeByDirectory(CodeSeries::isNumbered);
        for (Map.Entry<String, List<SourceFile>> each : directories.entrySet()) {
            if (each.getValue().size() >= (hasBrother(directories, each.getKey()) ? 1 : FEWEST)
                    && isHome(each.getKey())
                    && view.tree().in(each.getKey()).stream()
                            .allMatch(file -> view.isFree(file) || TreeView.isSql(file))) {
                ofDirectory(view, each.getKey(), each.getValue()).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Whether another module has a folder of the same name with a history that is long enough. */
    private static boolean hasBrother(Map<String, List<SourceFile>> directories, String directory) {
        String name = lastTwo(directory);
        return name.contains("/")
                && directories.entrySet().stream()
                        .anyMatch(each -> each.getValue().size() >= FEWEST
                                && !each.getKey().equals(directory)
                                && lastTwo(each.getKey()).equals(name));
    }

    private static String lastTwo(String directory) {
        return directory.replaceFirst("^.*/(?=[^/]+/[^/]+$)", "");
    }

    private static boolean isNumbered(SourceFile file) {
        return file.size() < RunnerSearch.MOST_BYTES
                && BoundedPattern.in(NUMBERED, file.name()).matches()
                && !BoundedPattern.in(NO_MIGRATION, file.name()).matches()
                && FileRole.of(file) == FileRole.APPLICATION;
    }

    /** Whether one of the two last parts of a path says that schemas are changed there. */
    private static boolean isHome(String directory) {
        String last = directory.substring(directory.lastIndexOf('/') + 1);
        String above = SourceFile.parentOf(directory);
        String both = above.substring(above.lastIndexOf('/') + 1) + " " + last;
        return BoundedPattern.in(ABOUT, both).matches() && !Aside.is(directory) && !VersionFolders.isVersion(last);
    }

    private static Optional<CodeSeries> ofDirectory(TreeView view, String directory, List<SourceFile> files) {
        RunnerLanguage language = RunnerLanguage.of(files.get(0));
        List<SourceFile> own = files.stream()
                .filter(file -> RunnerLanguage.of(file).equals(language))
                .limit(MOST)
                .toList();
        List<RecognisedScript> scripts = new ArrayList<>();
        Set<String> versions = new HashSet<>();
        int changes = 0;
        for (SourceFile file : own) {
            RecognisedScript script = CodeScripts.plain(file, view.text(file));
            scripts.add(versions.add(script.version()) ? script : script.as(plain(file.name()), ""));
            changes += script.changesSchema()
                            || HeldMigrations.hasDdl(view.text(file).text())
                    ? 1
                    : 0;
        }
        return changes >= Math.min(own.size(), FEWEST - 1) && changes * 3 >= own.size()
                ? Optional.of(new CodeSeries(directory, language, own, scripts))
                : Optional.empty();
    }

    private static String plain(String name) {
        return name.replaceFirst("\\.\\w+$", "");
    }

    /** Files with numbered functions that change a schema, by a language. */
    static List<CodeSeries> ofFunctions(TreeView view, RunnerLanguage language) {
        List<CodeSeries> found = new ArrayList<>();
        for (SourceFile file : view.marked(FileMarker.WRITES_SQL)) {
            if (found.size() < MOST_FILES_OF_FUNCTIONS
                    && language.extensions().contains(file.extension())
                    && BoundedPattern.in(ABOUT, file.path()).matches()
                    && view.isFree(file)
                    && RunnerSearch.isCode(file)
                    && file.size() < RunnerSearch.MOST_BYTES
                    && !Aside.is(file.path())) {
                String text = view.text(file).text();
                if (HeldMigrations.functionStarts(language, text).size() >= FEWEST && HeldMigrations.hasDdl(text)) {
                    found.add(new CodeSeries(file.path(), language, List.of(file), List.of()));
                }
            }
        }
        return found;
    }

    boolean isOfFunctions() {
        return scripts.isEmpty();
    }

    /** How near a recorder is: how many folders both are in, and whether it has the same name, as one for a database has. */
    int nearness(SourceFile recorder) {
        String[] own = location.split("/");
        String[] other = recorder.path().split("/");
        int common = 0;
        while (common < own.length && common < other.length && own[common].equals(other[common])) {
            common++;
        }
        boolean twin = plain(files.get(0).name())
                .toLowerCase(Locale.ROOT)
                .equals(plain(recorder.name()).toLowerCase(Locale.ROOT));
        return common * 2 + (twin ? 3 : 0);
    }
}
