package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.tree.Aside;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
            "(?i)(?:[a-z]{1,4}[_.-])?(?:[vmr]|migrat\\w{0,8}|version|upgrade\\w{0,3}|update|patch|alter\\w{0,8}|delta|step)?[-_.]?\\d[\\w.@-]{0,160}\\.(?:cr|py|rb|php|p[lm]|go|java|kt|scala|groovy|cs|fs|rs|exs?|[cm]?[jt]s|clj|hs|ml|erl|swift|dart|nim)");
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
        boolean first = last.matches("v\\d{1,2}")
                && BoundedPattern.in(ABOUT, above.substring(above.lastIndexOf('/') + 1))
                        .matches();
        return BoundedPattern.in(ABOUT, both).matches()
                && !Aside.is(directory)
                && (first || !VersionFolders.isVersion(last));
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

    /**
     * Programs of one directory that have functions named by versions, and call one of those that write down the version:
     * what each of them keeps is a part of one history.
     *
     * @param recorders names of functions
     */
    static List<CodeSeries> calling(
            TreeView view, Collection<SourceFile> programs, RunnerLanguage language, Set<String> recorders) {
        Map<String, List<RecognisedScript>> byDirectory = new TreeMap<>();
        Map<String, List<SourceFile>> files = new HashMap<>();
        for (SourceFile file : programs) {
            if (language.extensions().contains(file.extension()) && isProgram(view, file)) {
                SourceText source = view.text(file);
                List<Integer> starts = HeldMigrations.functionStarts(language, source.text());
                boolean calls = recorders.stream().anyMatch(name -> RunnerModule.hasWord(source.text(), name));
                if (calls && !starts.isEmpty() && HeldMigrations.hasDdl(source.text())) {
                    byDirectory
                            .computeIfAbsent(file.directory(), first -> new ArrayList<>())
                            .addAll(HeldScripts.parts(file, source, starts));
                    files.computeIfAbsent(file.directory(), first -> new ArrayList<>())
                            .add(file);
                }
            }
        }
        List<CodeSeries> found = new ArrayList<>();
        byDirectory.forEach((directory, scripts) -> {
            if (scripts.size() >= FEWEST) {
                found.add(new CodeSeries(directory, language, files.getOrDefault(directory, List.of()), scripts));
            }
        });
        return found;
    }

    private static boolean isProgram(TreeView view, SourceFile file) {
        return view.isFree(file)
                && FileRole.of(file) == FileRole.APPLICATION
                && file.size() < RunnerSearch.MOST_BYTES
                && !Aside.is(file.path());
    }

    /** Whether the migrations that were found are those of one part: others next to it keep theirs in the same way. */
    static boolean isPartOfMany(
            TreeView view, RunnerModule.Holder holder, SourceFile recorder, SourceText records, HistoryTable table) {
        RunnerLanguage language = RunnerLanguage.of(recorder);
        String name =
                RunnerModule.enclosing(language, records.text(), table.written().at());
        return holder.held().kind() == HeldMigrations.Kind.FUNCTIONS
                && name.length() >= SeriesRunners.SHORTEST
                && calling(view, view.tree().in(holder.file().directory()), language, Set.of(name)).stream()
                        .anyMatch(each -> each.files().size() > 1);
    }

    /** Programs that register themselves with one next to them, which gives them to a known library. */
    Optional<ScriptSystem> ofLibrary(TreeView view) {
        return MigrationSystems.having(TreeFacts::code).keySet().stream()
                .filter(tool -> view.isNamedNextTo(tool, location))
                .findFirst()
                .map(tool ->
                        ScriptSystem.of(tool, location, tool.title() + " is named next to numbered programs", scripts));
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
