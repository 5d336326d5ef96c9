package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.history.HistoryTables;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds programs that run migrations themselves, by what they do: they have migrations (files, strings, functions), send them
 * to a database, and write down in a table which they sent. The last is the rarest, so the search begins there.
 */
final class RunnerSearch {
    static final long MOST_BYTES = 400_000;

    /** Files that record something of the kind, and hold no migrations; others are left out. */
    private static final int MOST_RECORDERS = 60;

    static final Pattern IMPORT = Pattern.compile(
            "(?m)^[ \\t]*+(?:import\\b.*+|from\\b.*+|use\\b.*+|using\\b.*+|alias\\b.*+|mod\\b.*+|\"[\\w./-]++\"[ \\t]*+;?$|.*?\\brequire(?:_relative|_once)?\\b.*+|source\\b.*+|\\. .*+)");
    private static final Pattern GIVEN = Pattern.compile("(?i)migrat|upgrad|schema");
    private static final Pattern CHANGES = Pattern.compile("(?i)migrat|upgrad|\\bpatch|\\bdelta");
    private static final Pattern TRANSACTION = Pattern.compile(
            "(?i)\\bbegin(?:tx)?\\b|transaction|\\batomic\\b|with\\s+\\w*conn\\w*\\s*:|\\.commit\\(|setAutoCommit\\(false");

    private final TreeView view;
    private final ToolTables tables;
    /** Files of series, which are migrations and no runners. */
    private final Set<SourceFile> steps = new HashSet<>();

    private final Map<String, CustomRunner> found = new LinkedHashMap<>();
    private final Set<String> holders = new HashSet<>();
    private final List<SeriesRunners.Recorder> open = new ArrayList<>();
    private final List<CodeSeries> left = new ArrayList<>();
    private final Map<CodeSeries, CustomRunner> series = new LinkedHashMap<>();

    /** @param present systems that have scripts in the tree */
    RunnerSearch(TreeView view, Set<MigrationSystem> present) {
        this.view = view;
        this.tables = new ToolTables(view, present);
    }

    static boolean isCode(SourceFile file) {
        FileRole role = FileRole.of(file);
        return !TreeView.isSql(file)
                && (role == FileRole.APPLICATION
                        || role == FileRole.SCRIPT
                        || role == FileRole.TEST
                        || role == FileRole.CI
                        || role == FileRole.BUILD
                        || role == FileRole.DEPLOYMENT);
    }

    static boolean isInTransaction(String text) {
        return BoundedPattern.in(TRANSACTION, text).find();
    }

    List<CustomRunner> find() {
        if (OwnSources.isTool(view)) {
            return List.of();
        }
        List<CodeSeries> all = CodeSeries.in(view);
        all.forEach(each -> steps.addAll(each.files()));
        List<SourceFile> split = new ArrayList<>();
        for (SourceFile file : recorders()) {
            if (isCode(file)
                    && file.size() < MOST_BYTES
                    && view.isFree(file)
                    && !view.isMarked(FileMarker.GENERATED, file)
                    && !steps.contains(file)
                    && !alone(file)) {
                split.add(file);
            }
        }
        split.stream().limit(MOST_RECORDERS).forEach(this::together);
        keepers();
        series(all);
        List<CustomRunner> runners = new ArrayList<>(found.values());
        series.values().stream().filter(each -> !runners.contains(each)).forEach(runners::add);
        return runners;
    }

    /** Files that may write down what ran: in SQL, or as objects of a mapper. */
    private Set<SourceFile> recorders() {
        Set<SourceFile> files = new LinkedHashSet<>();
        for (SourceFile file : view.marked(FileMarker.RECORDS)) {
            if (view.isMarked(FileMarker.LOOKS_UP, file) || view.isMarked(FileMarker.VERSION_TABLE, file)) {
                files.add(file);
            }
        }
        for (SourceFile file : view.marked(FileMarker.ROWS_AS_OBJECTS)) {
            if (view.isMarked(FileMarker.VERSION_TABLE, file)) {
                files.add(file);
            }
        }
        return files;
    }

    /** Directories of programs and who runs them, once all was found; null where nobody was. */
    Map<CodeSeries, CustomRunner> found() {
        return series;
    }

    /** Directories of programs that nobody of the tree runs, once all was found. */
    List<CodeSeries> left() {
        return left;
    }

    private void series(List<CodeSeries> all) {
        SeriesRunners joins = new SeriesRunners(view, open);
        Set<SourceFile> joined = new HashSet<>();
        for (SeriesRunners.Joined each : joins.ofDirectories(all)) {
            series.put(each.series(), runner(each));
            joined.add(each.recorder().file());
        }
        below(all);
        if (joined.isEmpty()) {
            functions(joins, joined);
        }
        all.stream().filter(each -> !series.containsKey(each)).forEach(left::add);
        open.stream()
                .filter(each -> !joined.contains(each.file()))
                .forEach(each -> given(each.file(), each.source(), each.table()));
    }

    /** Directories of programs that nobody runs, below a program that records what others give it. */
    private void below(List<CodeSeries> all) {
        List<CodeSeries> open =
                all.stream().filter(each -> !series.containsKey(each)).toList();
        List.copyOf(found.values())
                .forEach(each -> SeriesRunners.below(view, open, each)
                        .forEach(joined -> series.put(joined.series(), runner(joined))));
    }

    /** Numbered functions in one file, or in several that call the function that records. */
    private void functions(SeriesRunners joins, Set<SourceFile> joined) {
        for (SeriesRunners.Joined each : joins.ofFunctions()) {
            found.putIfAbsent(each.lister().path(), runner(each));
            joined.add(each.recorder().file());
        }
        if (joined.isEmpty()) {
            for (SeriesRunners.Joined each : joins.ofCallers()) {
                series.put(each.series(), runner(each));
                joined.add(each.recorder().file());
            }
        }
    }

    private CustomRunner runner(SeriesRunners.Joined joined) {
        return CustomRunner.of(
                view.tree(),
                joined.lister(),
                view.text(joined.lister()),
                joined.recorder().file(),
                joined.recorder().source(),
                joined.held(),
                joined.recorder().table());
    }

    /** Programs that list SQL files, and tell other functions which version the database has now. */
    private void keepers() {
        VersionKeeper keepers = new VersionKeeper(view);
        for (SourceFile file : view.marked(FileMarker.LISTS_FILES)) {
            if (view.isMarked(FileMarker.SQL_FILES, file)
                    && view.isMarked(FileMarker.VERSION_TABLE, file)
                    && view.isFree(file)
                    && isCode(file)
                    && FileRole.of(file) != FileRole.TEST
                    && file.size() < MOST_BYTES
                    && !found.containsKey(file.path())) {
                kept(keepers, file);
            }
        }
        for (SourceFile file : view.marked(FileMarker.VERSION_KEYS)) {
            if (isCode(file)
                    && FileRole.of(file) == FileRole.APPLICATION
                    && file.size() < MOST_BYTES
                    && !found.containsKey(file.path())) {
                keyed(keepers, file);
            }
        }
    }

    /** Programs that list functions, and keep the version in a row of settings. */
    private void keyed(VersionKeeper keepers, SourceFile file) {
        SourceText source = view.text(file);
        keepers.keyed(file, source.text())
                .ifPresent(table -> HeldMigrations.functions(RunnerLanguage.of(file), source.text())
                        .ifPresent(held -> add(file, source, file, source, held, table)));
    }

    private void kept(VersionKeeper keepers, SourceFile file) {
        SourceText source = view.text(file);
        RunnerLanguage language = RunnerLanguage.of(file);
        Optional<HeldMigrations> held =
                HeldMigrations.files(language, source.text()).filter(each -> each.likely() >= 4);
        Optional<HistoryTable> table = keepers.in(file, source.text());
        if (held.isPresent()
                && table.isPresent()
                && HeldMigrations.sends(language, source.text())
                && !tables.isToolsOwn(table.get(), file, source.text())) {
            add(file, source, file, source, held.get(), table.get());
        }
    }

    /** Whether all is in one file, or nothing is recorded in it. */
    private boolean alone(SourceFile file) {
        SourceText source = view.text(file);
        Optional<HistoryTable> table = HistoryTables.in(source.text());
        if (table.isEmpty() || tables.isToolsOwn(table.get(), file, source.text())) {
            return true;
        }
        RunnerLanguage language = RunnerLanguage.of(file, source.text());
        Optional<HeldMigrations> held = held(language, source.text(), table.get())
                .filter(each -> FileRole.of(file) != FileRole.TEST || each.kind() != HeldMigrations.Kind.FUNCTIONS);
        if (held.isPresent() && HeldMigrations.sends(language, source.text())) {
            HistoryTable named = new RunnerModule(view, file, source, table.get(), steps).table();
            add(file, source, file, source, held.get(), named);
            return true;
        }
        return !table.get().isSure() || FileRole.of(file) == FileRole.TEST;
    }

    static Optional<HeldMigrations> held(RunnerLanguage language, String text, HistoryTable table) {
        return HeldMigrations.in(language, text, table.name())
                .filter(held -> table.isSure() || held.kind() == HeldMigrations.Kind.FILES && held.likely() >= 4);
    }

    /** Looks for the migrations of a recorder in the other files of its module. */
    private void together(SourceFile recorder) {
        SourceText records = view.text(recorder);
        HistoryTable table = HistoryTables.in(records.text()).orElseThrow();
        RunnerModule module = new RunnerModule(view, recorder, records, table, steps);
        if (givers(recorder, records, table)) {
            return;
        }
        module.holder()
                .filter(found -> !CodeSeries.isPartOfMany(view, found, recorder, records, table))
                .or(module::own)
                .ifPresentOrElse(
                        found -> add(found.file(), found.source(), recorder, records, found.held(), found.table()),
                        () -> open.add(new SeriesRunners.Recorder(recorder, records, module.table())));
    }

    /** A program to which others give their migrations: all but these is in it, and its name says what it does. */
    private void given(SourceFile file, SourceText source, HistoryTable table) {
        boolean whole =
                table.read() != null && (table.created() != null || table.strength() == HistoryTable.Strength.NAME);
        boolean named = BoundedPattern.in(GIVEN, file.path()).find()
                && BoundedPattern.in(CHANGES, source.text()).find();
        if (whole && named && HeldMigrations.sends(RunnerLanguage.of(file), source.text())) {
            HeldMigrations held = new HeldMigrations(
                    HeldMigrations.Kind.FUNCTIONS, table.written().at(), 0);
            add(file, source, file, source, held, table);
        }
    }

    /** Whether others give it SQL and the name of a table; each of them has a history of its own. */
    private boolean givers(SourceFile file, SourceText source, HistoryTable table) {
        boolean any = false;
        if (table.name().isEmpty()) {
            RunnerModule module = new RunnerModule(view, file, source, table, steps);
            for (SeriesRunners.Given each : module.givers()) {
                HistoryTable own = table.named(each.table());
                any |= found.putIfAbsent(
                                each.file().path(),
                                CustomRunner.of(
                                        view.tree(), each.file(), each.source(), file, source, each.held(), own))
                        == null;
            }
        }
        return any;
    }

    private void add(
            SourceFile file,
            SourceText source,
            SourceFile recorder,
            SourceText records,
            HeldMigrations held,
            HistoryTable table) {
        if (!holders.add(file.path()) && !file.equals(recorder)) {
            return;
        }
        found.putIfAbsent(file.path(), CustomRunner.of(view.tree(), file, source, recorder, records, held, table));
    }
}
