package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
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
    /** So many files with numbers of releases are a history. */
    private static final int FEWEST_RELEASES = 3;

    private static final Pattern NUMBERED = Pattern.compile("^[vV]?\\d++[^/]*\\.sql$");
    private static final Pattern LIKELY =
            Pattern.compile(".*(migrat|schema|sql|database|db|ddl|change|update|upgrade|patch|version).*");

    private static final Pattern INSTALLATION =
            Pattern.compile("(?i)(?:.*/)?(?:deploy|install|full\\w{0,10}|base(?:line)?|create|initial)");
    /** One word and a number of several digits. */
    private static final Pattern WORDED = Pattern.compile(
            "(?i)[a-z]{1,12}[_-]?0\\d{1,8}(?:[_-]\\d{1,6})?\\.sql|(?:migrations?|migrate|upgrade|update|patch|schema|delta|change|install)[_.-]?v?\\d{1,14}(?:[-_.]\\d{1,14}){0,4}\\.sql");

    /** What the image of a server runs when it makes its data. */
    private static final Pattern FIRST_START =
            Pattern.compile("(?i)(?:.*/)?(?:docker-entrypoint-)?(?:initdb|init-?db|db-?init|init-?scripts)(?:\\.d)?");

    private static final Pattern SEED = Pattern.compile("(?i)(?:.*/)?seed(?:s|ing|ers?)?(?:/.*)?");

    private final TreeView view;
    private final List<CustomRunner> runners;
    private final Map<CodeSeries, CustomRunner> series;
    /** Those that were found by their scripts. */
    private final List<CustomRunner> late = new ArrayList<>();

    /** @param present systems that have scripts in the tree */
    public CustomScripts(TreeView view, Set<MigrationSystem> present) {
        this.view = view;
        RunnerSearch search = new RunnerSearch(view, present);
        this.runners = search.find();
        this.series = search.found();
    }

    /** Once the systems were looked for. */
    public List<CustomRunner> runners() {
        return Stream.concat(runners.stream(), late.stream()).distinct().toList();
    }

    public List<ScriptSystem> find() {
        List<ScriptSystem> systems = new ArrayList<>();
        series.forEach((each, runner) -> {
            ScriptSystem system = system(each, runner);
            view.claim(system);
            systems.add(system);
        });
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
        directories().forEach((directory, files) -> system(directory, files).ifPresent(systems::add));
        joinLate(systems);
        for (CustomRunner runner : runners) {
            if (runner.readsFiles() && systems.stream().noneMatch(system -> system.isRunBy(runner))) {
                systems.add(described(runner, unnumbered(runner)));
            }
        }
        return systems;
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

    private Map<String, List<SourceFile>> directories() {
        Map<String, List<SourceFile>> found = new LinkedHashMap<>();
        ScriptRunners others = new ScriptRunners(view);
        view.freeByDirectory(file -> (BoundedPattern.in(NUMBERED, file.name()).matches()
                                || BoundedPattern.in(WORDED, file.name()).matches())
                        && !ScriptRunners.isDown(file))
                .forEach((directory, files) -> {
                    if (!others.areOfCode(files) && !others.isRest(directory, files)) {
                        found.put(directory, NamedDialects.forPostgres(files));
                    }
                });
        return found;
    }

    private Optional<CustomRunner> runner(String directory) {
        return runners.stream()
                .filter(each -> each.readsFiles() && each.fit(directory) > 0)
                .filter(each -> directory.equals(each.directory())
                        || !BoundedPattern.in(SEED, directory).matches())
                .max(Comparator.comparingInt((CustomRunner each) -> each.fit(directory))
                        .thenComparing(each -> FileRole.of(each.file()) == FileRole.APPLICATION));
    }

    /** Folders of versions are a history where a program reads them, or where they change a schema step by step. */
    private Optional<ScriptSystem> system(VersionFolders.History history) {
        String home = history.home();
        Optional<CustomRunner> runner = runner(home);
        List<RecognisedScript> scripts = VersionFolders.scripts(view, history);
        boolean likely =
                BoundedPattern.in(LIKELY, home.toLowerCase(Locale.ROOT)).matches()
                        && scripts.stream().anyMatch(RecognisedScript::changesSchema);
        if (scripts.isEmpty() || runner.isEmpty() && !likely) {
            return Optional.empty();
        }
        ScriptSystem system = ScriptSystem.of(
                        MigrationSystems.named(MigrationSystems.CUSTOM), home, "a folder for each version", scripts)
                .with(history.findings());
        return Optional.of(runner.map(each -> described(each, system)).orElseGet(() -> withoutRunner(home, system)));
    }

    private Optional<ScriptSystem> system(String directory, List<SourceFile> files) {
        Optional<CustomRunner> runner = runner(directory);
        List<RecognisedScript> scripts = files.stream()
                .map(file -> PlainSql.read(view, MigrationSystems.named(MigrationSystems.CUSTOM), file))
                .map(script -> runner.isEmpty()
                        ? script
                        : script.with(List.of(), runner.get().inTransaction()))
                .toList();
        if (runner.isEmpty()
                && (!isLikely(directory, files) || scripts.stream().noneMatch(RecognisedScript::changesSchema))) {
            return Optional.empty();
        }
        ScriptSystem system = ScriptSystem.of(
                        MigrationSystems.named(MigrationSystems.CUSTOM), directory, "numbered SQL files", scripts)
                .with(PairedSql.orphans(view, directory))
                .with(NamedDialects.variants(directory, view.tree().in(directory)));
        return Optional.of(
                runner.map(each -> described(each, system)).orElseGet(() -> withoutRunner(directory, system)));
    }

    /**
     * Whether numbered files are migrations, though nothing says so: by their directory, or since they come in pairs. Files
     * that share their numbers, as {@code v1-core} and {@code v1-olap} do, are parts of a schema rather than its steps.
     */
    private boolean isLikely(String directory, List<SourceFile> files) {
        boolean named = directory.isEmpty()
                || !BoundedPattern.in(FIRST_START, directory).matches()
                        && BoundedPattern.in(LIKELY, directory.toLowerCase(Locale.ROOT))
                                .matches();
        long pairs = files.stream()
                .filter(file -> file.name().endsWith(".up.sql")
                        && view.tree().has(file.path().replaceFirst("\\.up\\.sql$", ".down.sql")))
                .count();
        long numbers = files.stream()
                .map(file -> FileNames.required(file.name()))
                .distinct()
                .count();
        long firsts = files.stream()
                .map(file -> file.name().replaceFirst("^[vV]?0*+(\\d++).*", "$1"))
                .distinct()
                .count();
        boolean stepwise = pairs > 1
                || firsts * 5 >= files.size() * 4L
                || (files.size() >= FEWEST_RELEASES || areDated(files)) && numbers * 5 >= files.size() * 4L;
        return (files.size() > 1 || hasBrother(directory))
                && (named || pairs > 1)
                && stepwise
                && FileRole.of(files.get(0)) != FileRole.TEST;
    }

    private static boolean areDated(List<SourceFile> files) {
        return files.stream().allMatch(file -> FileNames.date(file.name()) != null);
    }

    /** Whether a program reads the directory next to it. */
    private boolean hasBrother(String directory) {
        String parent = SourceFile.parentOf(directory);
        return late.stream()
                .anyMatch(each -> SourceFile.parentOf(each.directory()).equals(parent));
    }

    private static ScriptSystem described(CustomRunner runner, ScriptSystem system) {
        ScriptSystem result = system.withTable(runner.table())
                .evidence(runner.recorder().path() + ":" + runner.tableLine() + " writes the version table "
                        + (runner.table().isEmpty() ? "whose name is made at run time" : runner.table()))
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
                .or(() -> own.isPresent() ? Optional.empty() : others.ofKeeper(directory));
        if (runner.isPresent()) {
            late.add(runner.get());
            return described(runner.get(), system);
        }
        return UnrecordedRuns.judged(view, directory, system);
    }
}
