package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbered SQL that no known system claims, with whoever reads it. */
public final class CustomScripts {
    /** A runner is small; a directory with more code than this is not looked at as one. */
    private static final long MOST_BYTES = 1 << 20;

    private static final Pattern NUMBERED = Pattern.compile("^[vV]?\\d++[^/]*\\.sql$");
    private static final Pattern LIKELY =
            Pattern.compile(".*(migrat|schema|sql|database|db|ddl|change|update|upgrade|patch|version).*");

    private final TreeView view;
    private final List<CustomRunner> runners;

    public CustomScripts(TreeView view) {
        this.view = view;
        Set<String> both = new LinkedHashSet<>();
        view.marked(FileMarker.VERSION_TABLE).forEach(file -> both.add(file.path()));
        List<SourceFile> suspects = both.stream()
                .map(path -> view.tree().find(path))
                .flatMap(Optional::stream)
                .filter(file -> isCode(file) && view.isFree(file))
                .toList();
        List<CustomRunner> found = new ArrayList<>(suspects.stream()
                .filter(file -> view.isMarked(FileMarker.WRITES_SQL, file))
                .map(file -> CustomRunner.in(file, view.text(file)))
                .flatMap(Optional::stream)
                .toList());
        Set<String> single = new HashSet<>();
        found.forEach(runner -> single.add(runner.file().directory()));
        if (!directories().isEmpty()) {
            TreeView.byDirectory(suspects.stream()
                            .filter(file -> FileRole.of(file) == FileRole.APPLICATION)
                            .toList())
                    .entrySet()
                    .stream()
                    .filter(each -> !single.contains(each.getKey()))
                    .map(Map.Entry::getValue)
                    .filter(files -> files.stream().anyMatch(file -> view.isMarked(FileMarker.WRITES_SQL, file)))
                    .filter(files -> files.stream().anyMatch(file -> view.isMarked(FileMarker.SQL_FILES, file)))
                    .filter(files -> files.stream().mapToLong(SourceFile::size).sum() < MOST_BYTES)
                    .forEach(files -> CustomRunner.across(files, view::text).ifPresent(found::add));
        }
        this.runners = List.copyOf(found);
    }

    public List<CustomRunner> runners() {
        return runners;
    }

    private static boolean isCode(SourceFile file) {
        FileRole role = FileRole.of(file);
        return role == FileRole.APPLICATION
                || role == FileRole.SCRIPT
                || role == FileRole.TEST
                || role == FileRole.BUILD
                || role == FileRole.DEPLOYMENT;
    }

    public List<ScriptSystem> find() {
        List<ScriptSystem> systems = new ArrayList<>();
        for (CustomRunner runner : runners) {
            if (runner.directoryLine() == 0) {
                List<RecognisedScript> scripts = runner.functions(view.text(runner.file()));
                systems.add(described(
                        runner,
                        ScriptSystem.of(
                                MigrationSystems.named(MigrationSystems.HAND_MADE),
                                runner.file().path(),
                                "functions in " + runner.file().path(),
                                scripts)));
            }
        }
        directories().forEach((directory, files) -> system(directory, files).ifPresent(systems::add));
        return systems;
    }

    private Map<String, List<SourceFile>> directories() {
        Map<String, List<SourceFile>> found = new LinkedHashMap<>();
        view.freeByDirectory(file -> BoundedPattern.in(NUMBERED, file.name()).matches()
                        && !file.name().endsWith(".down.sql")
                        && !file.name().endsWith(".rollback.sql"))
                .forEach((directory, files) -> found.put(directory, NamedDialects.forPostgres(files)));
        return found;
    }

    private Optional<ScriptSystem> system(String directory, List<SourceFile> files) {
        Optional<CustomRunner> runner = runners.stream()
                .filter(each -> each.directoryLine() > 0 && each.fit(directory) > 0)
                .max(Comparator.comparingInt((CustomRunner each) -> each.fit(directory))
                        .thenComparing(each -> FileRole.of(each.file()) == FileRole.APPLICATION));
        List<RecognisedScript> scripts = files.stream()
                .map(file -> PlainSql.read(view, MigrationSystems.named(MigrationSystems.HAND_MADE), file))
                .map(script -> runner.isEmpty()
                        ? script
                        : script.with(List.of(), runner.get().inTransaction()))
                .toList();
        if (runner.isEmpty()
                && (!isLikely(directory, files) || scripts.stream().noneMatch(RecognisedScript::changesSchema))) {
            return Optional.empty();
        }
        ScriptSystem system = ScriptSystem.of(
                        MigrationSystems.named(MigrationSystems.HAND_MADE), directory, "numbered SQL files", scripts)
                .with(PairedSql.orphans(view, directory))
                .with(NamedDialects.variants(directory, view.tree().in(directory)));
        return Optional.of(
                runner.map(each -> described(each, system)).orElseGet(() -> withoutRunner(directory, system)));
    }

    /** Whether numbered files are migrations, though nothing says so: by their directory, or since they come in pairs. */
    private boolean isLikely(String directory, List<SourceFile> files) {
        boolean named = directory.isEmpty()
                || BoundedPattern.in(LIKELY, directory.toLowerCase(Locale.ROOT)).matches();
        long pairs = files.stream()
                .filter(file -> file.name().endsWith(".up.sql")
                        && view.tree().has(file.path().replaceFirst("\\.up\\.sql$", ".down.sql")))
                .count();
        return files.size() > 1 && (named || pairs > 1) && FileRole.of(files.get(0)) != FileRole.TEST;
    }

    private static ScriptSystem described(CustomRunner runner, ScriptSystem system) {
        String path = runner.file().path();
        ScriptSystem result = system.withTable(runner.table())
                .evidence(runner.tablePlace() + " writes the version table " + runner.table());
        return runner.directoryLine() == 0
                ? result
                : result.evidence(path + ":" + runner.directoryLine() + " lists the SQL files");
    }

    private ScriptSystem withoutRunner(String directory, ScriptSystem system) {
        if (!system.isPostgres()) {
            return system;
        }
        Optional<String> runs = view.marked(FileMarker.SQL_FILES).stream()
                .filter(CustomScripts::isCode)
                .filter(file -> file.size() < MOST_BYTES)
                .flatMap(file -> CustomRunner.runs(file, view.text(file), directory).stream())
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
        return system.with(List.of(Finding.warning(
                "scripts-without-runner",
                directory.isEmpty() ? "." : directory,
                0,
                "Numbered SQL files that, as far as the audit sees, nothing in the tree runs.",
                "Find out who runs them (by hand, or another repository); convert them, or delete them.")));
    }
}
