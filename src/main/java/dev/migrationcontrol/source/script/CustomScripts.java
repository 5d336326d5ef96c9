package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Numbered SQL that no known system claims, with whoever reads it. */
public final class CustomScripts {
    private static final Pattern INSTALLATION =
            Pattern.compile("(?i)(?:.*/)?(?:deploy|install|full\\w{0,10}|base(?:line)?|create|initial)");
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(?:^|/)(?:extensions?|plugins?|add-?ons?|modules?|bundles?)/");
    private static final Pattern SEED = Pattern.compile("(?i)(?:.*/)?seed(?:s|ing|ers?)?(?:/.*)?");

    private final TreeView view;
    private final List<CustomRunner> runners;
    private final Map<CodeSeries, CustomRunner> series;
    /** Directories of programs that no program of the tree runs. */
    private final List<CodeSeries> left;
    /** Those that were found by their scripts. */
    private final List<CustomRunner> late = new ArrayList<>();

    /** @param present systems that have scripts in the tree */
    public CustomScripts(TreeView view, Set<MigrationSystem> present) {
        this.view = view;
        RunnerSearch search = new RunnerSearch(view, present);
        this.runners = search.find();
        this.series = search.found();
        this.left = search.left();
    }

    /** Once the systems were looked for. */
    public List<CustomRunner> runners() {
        return Stream.concat(runners.stream(), late.stream()).distinct().toList();
    }

    public List<ScriptSystem> find() {
        List<ScriptSystem> systems = new ArrayList<>();
        Map<List<String>, ScriptSystem> parts = new LinkedHashMap<>();
        series.forEach((each, runner) -> {
            ScriptSystem system = system(each, runner);
            view.claim(system);
            parts.merge(part(system, runner), system, ScriptSystem::parts);
        });
        systems.addAll(parts.values());
        left.forEach(each -> each.ofLibrary(view).ifPresent(system -> {
            view.claim(system);
            systems.add(system);
        }));
        for (CustomRunner runner : runners) {
            if (!runner.readsFiles() && !series.containsValue(runner)) {
                systems.add(described(runner, held(runner)));
            }
        }
        List<VersionFolders.History> histories = VersionFolders.in(view);
        for (VersionFolders.History history : histories) {
            if (isInstallation(history, histories)) {
                continue;
            }
            system(history).ifPresent(system -> {
                view.claim(system);
                systems.add(system);
            });
        }
        if (runners.stream().anyMatch(CustomRunner::readsFiles)) {
            MarkedSql.in(view)
                    .forEach((directory, scripts) -> marked(directory, scripts).ifPresent(systems::add));
        }
        NumberedSql numbered = new NumberedSql(view);
        numbered.directories()
                .forEach(
                        (directory, files) -> system(numbered, directory, files).ifPresent(systems::add));
        joinLate(systems);
        for (CustomRunner runner : runners) {
            if (runner.readsFiles() && systems.stream().noneMatch(system -> system.isRunBy(runner))) {
                systems.add(described(runner, unnumbered(runner)));
            }
        }
        return ScriptSystem.nested(systems);
    }

    /** What extensions of a program bring is one history with what the program has: the same runner records both. */
    private static List<String> part(ScriptSystem system, CustomRunner runner) {
        String location = system.location();
        boolean extension = BoundedPattern.in(EXTENSION, location).find();
        String place = runner.recorder().directory();
        boolean own = !place.isEmpty()
                && SourceFile.parentOf(location).startsWith(place.replaceFirst("/(?:src|lib|app)/.*$", ""));
        return List.of(
                runner.file().path(),
                runner.recorder().path(),
                runner.table(),
                system.dialect(),
                extension || own ? location.substring(location.lastIndexOf('/') + 1) : location);
    }

    /** What seemed to be functions of a program that turned out to read files is none; its table is that of the files. */
    private void joinLate(List<ScriptSystem> systems) {
        for (CustomRunner runner : late) {
            systems.stream()
                    .filter(each -> each.runner() != null
                            && !each.runner().readsFiles()
                            && each.runner().file().equals(runner.file()))
                    .findFirst()
                    .ifPresent(functions -> {
                        systems.remove(functions);
                        runners.remove(functions.runner());
                        systems.replaceAll(each -> each.runner() != null
                                        && each.runner().file().equals(runner.file())
                                        && each.table().isEmpty()
                                ? each.withTable(functions.table())
                                : each);
                    });
        }
    }

    /** Whether folders of versions hold what a new database is made of, next to those that change an old one. */
    private static boolean isInstallation(VersionFolders.History history, List<VersionFolders.History> all) {
        String parent = SourceFile.parentOf(history.home());
        return BoundedPattern.in(INSTALLATION, history.home()).matches()
                && all.stream()
                        .anyMatch(each -> !each.equals(history)
                                && SourceFile.parentOf(each.home()).equals(parent)
                                && BoundedPattern.in(CodeSeries.ABOUT, each.home())
                                        .matches());
    }

    private static ScriptSystem system(CodeSeries each, CustomRunner runner) {
        List<RecognisedScript> scripts = each.scripts().stream()
                // Which of them run in a transaction is decided by the program.
                .map(script -> script.with(List.of(), false))
                .toList();
        return described(
                runner,
                ScriptSystem.of(
                        MigrationSystems.named(MigrationSystems.CUSTOM),
                        each.location(),
                        "numbered programs",
                        scripts));
    }

    private ScriptSystem held(CustomRunner runner) {
        String what = runner.held() == HeldMigrations.Kind.STRINGS ? "SQL in " : "functions in ";
        return ScriptSystem.of(
                MigrationSystems.named(MigrationSystems.CUSTOM),
                runner.file().path(),
                what + runner.file().path(),
                HeldScripts.of(runner, view.text(runner.file())));
    }

    /** What a runner's directory holds other than numbered files; nothing where it is empty, missing or not known. */
    private ScriptSystem unnumbered(CustomRunner runner) {
        String directory = runner.directory();
        List<SourceFile> free = view.free(
                directory, file -> !directory.isEmpty() && TreeView.isSql(file) && !ScriptRunners.isDown(file));
        List<RecognisedScript> scripts = (new ScriptRunners(view).isRest(directory, free)
                        ? List.<SourceFile>of()
                        : free)
                .stream()
                        .map(file -> PlainSql.read(view, MigrationSystems.named(MigrationSystems.CUSTOM), file)
                                .with(List.of(), runner.inTransaction()))
                        .toList();
        String evidence = scripts.isEmpty()
                ? directory.isEmpty()
                        ? "a directory that is given when the program runs"
                        : "no SQL file lies in " + directory
                : "SQL files in " + directory;
        return ScriptSystem.of(
                MigrationSystems.named(MigrationSystems.CUSTOM),
                isTest(runner) && scripts.isEmpty() ? runner.file().path() : runner.location(),
                evidence,
                scripts);
    }

    /** What a test lists is the test's, also where the directory is the application's. */
    private static boolean isTest(CustomRunner runner) {
        return FileRole.of(runner.file()) == FileRole.TEST;
    }

    private Optional<CustomRunner> runner(String directory) {
        return runners.stream()
                .filter(each -> each.readsFiles() && each.fit(directory) > (hasOwn(each) ? 1 : 0))
                .filter(each -> directory.equals(each.directory())
                        || !BoundedPattern.in(SEED, directory).matches())
                .max(Comparator.comparingInt((CustomRunner each) -> each.fit(directory))
                        .thenComparing(each -> FileRole.of(each.file()) == FileRole.APPLICATION));
    }

    /** Files with all versions of a part of the schema, below or next to a program that reads files. */
    private Optional<ScriptSystem> marked(String directory, List<RecognisedScript> scripts) {
        return runner(directory)
                .or(() -> runners.stream()
                        .filter(each -> each.readsFiles()
                                && each.directory().isEmpty()
                                && (directory + "/").startsWith(each.file().directory() + "/"))
                        .findFirst())
                .map(runner -> {
                    ScriptSystem system = ScriptSystem.of(
                            MigrationSystems.named(MigrationSystems.CUSTOM),
                            directory,
                            "versions in each file",
                            scripts);
                    view.claim(system);
                    return described(runner, system);
                });
    }

    /** Whether a runner says which directory it reads, and files are there: that others are below it too says nothing. */
    private boolean hasOwn(CustomRunner runner) {
        return !runner.directory().isEmpty()
                && view.tree().in(runner.directory()).stream().anyMatch(TreeView::isSql);
    }

    /** Folders of versions are a history where a program reads them, or where they change a schema step by step. */
    private Optional<ScriptSystem> system(VersionFolders.History history) {
        String home = history.home();
        Optional<CustomRunner> runner = runner(home);
        List<RecognisedScript> scripts = VersionFolders.scripts(view, history);
        boolean likely = BoundedPattern.in(NumberedSql.LIKELY, home.toLowerCase(Locale.ROOT))
                        .matches()
                && scripts.stream().anyMatch(RecognisedScript::changesSchema);
        if (scripts.isEmpty() || runner.isEmpty() && !likely) {
            return Optional.empty();
        }
        ScriptSystem system = ScriptSystem.of(
                        MigrationSystems.named(MigrationSystems.CUSTOM), home, "a folder for each version", scripts)
                .with(history.findings());
        return Optional.of(runner.map(each -> described(each, system)).orElseGet(() -> withoutRunner(home, system)));
    }

    private Optional<ScriptSystem> system(NumberedSql numbered, String directory, List<SourceFile> files) {
        Optional<CustomRunner> runner = runner(directory);
        List<RecognisedScript> scripts = numbered.scripts(files).stream()
                .map(script -> runner.isEmpty()
                        ? script
                        : script.with(List.of(), runner.get().inTransaction()))
                .toList();
        if (runner.isEmpty()
                && (!numbered.isLikely(directory, files, !hasBrother(directory))
                        || scripts.stream().noneMatch(RecognisedScript::changesSchema))) {
            return Optional.empty();
        }
        ScriptSystem system = ScriptSystem.of(
                        MigrationSystems.named(MigrationSystems.CUSTOM), directory, "numbered SQL files", scripts)
                .with(PairedSql.orphans(view, directory))
                .with(NamedDialects.variants(directory, view.tree().in(directory)));
        return Optional.of(
                runner.map(each -> described(each, system)).orElseGet(() -> withoutRunner(directory, system)));
    }

    /** Whether a program reads the directory next to it. */
    private boolean hasBrother(String directory) {
        String parent = SourceFile.parentOf(directory);
        return late.stream()
                .anyMatch(each -> SourceFile.parentOf(each.directory()).equals(parent));
    }

    private static ScriptSystem described(CustomRunner runner, ScriptSystem system) {
        ScriptSystem result = system.withTable(runner.table())
                .evidence(runner.recorder().path() + ":" + runner.tableLine() + " writes the version "
                        + (runner.table().isEmpty()
                                ? "to a table or a comment whose name is not in the text"
                                : "table " + runner.table()))
                .by(runner);
        return runner.readsFiles()
                ? result.evidence(runner.file().path() + ":" + runner.line() + " lists the SQL files")
                : result;
    }

    private ScriptSystem withoutRunner(String directory, ScriptSystem system) {
        if (!system.isPostgres()) {
            return system;
        }
        ScriptRunners others = new ScriptRunners(view);
        Optional<String> own = ScriptRunners.ownTable(system.scripts());
        Optional<CustomRunner> runner = own.flatMap(table -> others.ofOwnTable(directory, system.scripts(), table))
                .or(() -> own.isPresent() ? Optional.empty() : others.ofKeeper(directory))
                .or(() -> others.ofComment(directory));
        if (runner.isPresent()) {
            late.add(runner.get());
            return described(runner.get(), system);
        }
        return UnrecordedRuns.judged(view, directory, system);
    }
}
