package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.history.HistoryTables;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins migrations that are programs with whoever runs and records them, which may be in a module that imports none of them. */
final class SeriesRunners {
    private static final Pattern POSTGRES = Pattern.compile("(?i)(?:^|[/_.-])(?:postgres(?:ql)?|pgsql)(?:[/_.-]|$)");
    private static final int MOST_LISTERS = 120;
    /** The name of a function that many others could have is none to go by. */
    static final int SHORTEST = 8;

    /** A program that gives its migrations, and the name of its table, to another one that runs and records them. */
    record Given(SourceFile file, SourceText source, HeldMigrations held, String table) {}

    private final TreeView view;
    private final List<Recorder> recorders;

    /** A file that records what ran, next to which no migrations are. */
    record Recorder(SourceFile file, SourceText source, HistoryTable table) {}

    /**
     * A series and who runs it.
     *
     * @param lister where its files are listed, or where its functions are
     */
    record Joined(CodeSeries series, SourceFile lister, HeldMigrations held, Recorder recorder) {}

    SeriesRunners(TreeView view, List<Recorder> recorders) {
        this.view = view;
        this.recorders = recorders;
    }

    /** Those of directories; with the nearest recorder of their language, or a program that keeps their version elsewhere. */
    List<Joined> ofDirectories(List<CodeSeries> all) {
        List<Joined> joined = new ArrayList<>();
        for (CodeSeries series : all) {
            Optional<Recorder> recorder = nearest(series);
            Optional<Lister> lister = lister(series).or(() -> recorder.flatMap(each -> reader(series, each)));
            if (recorder.isPresent()) {
                SourceFile file = lister.map(Lister::file).orElse(recorder.get().file());
                int at = lister.map(Lister::at)
                        .orElse(recorder.get().table().written().at());
                joined.add(new Joined(series, file, functions(at), recorder.get()));
            } else {
                lister.flatMap(each -> keeper(series, each))
                        .or(() -> marker(series))
                        .or(() -> commenter(series))
                        .ifPresent(joined::add);
            }
        }
        return joined;
    }

    /** Those of directories below a program that records what others give it, one of whom was found already. */
    static List<Joined> below(TreeView view, List<CodeSeries> left, CustomRunner runner) {
        SourceFile recorder = runner.recorder();
        if (runner.readsFiles()
                || runner.file().equals(recorder)
                || recorder.directory().isEmpty()) {
            return List.of();
        }
        SourceText records = view.text(recorder);
        List<CodeSeries> own = left.stream()
                .filter(each -> (each.location() + "/").startsWith(recorder.directory() + "/"))
                .toList();
        return HistoryTables.in(records.text())
                .map(table -> new Recorder(recorder, records, table.named(runner.table())))
                .map(each -> new SeriesRunners(view, List.of(each)).ofDirectories(own))
                .orElse(List.of());
    }

    /** Those of functions in one file. */
    List<Joined> ofFunctions() {
        List<Joined> joined = new ArrayList<>();
        Set<RunnerLanguage> languages = new HashSet<>();
        recorders.forEach(each -> languages.add(RunnerLanguage.of(each.file())));
        for (RunnerLanguage language : languages) {
            for (CodeSeries series : CodeSeries.ofFunctions(view, language)) {
                SourceFile file = series.files().get(0);
                nearest(series)
                        .ifPresent(recorder -> HeldMigrations.functions(
                                        language, view.text(file).text())
                                .ifPresent(held -> joined.add(new Joined(series, file, held, recorder))));
            }
        }
        return joined;
    }

    /** Those of functions in several files of a directory, each of which calls the function that records. */
    List<Joined> ofCallers() {
        List<Joined> joined = new ArrayList<>();
        Map<RunnerLanguage, Set<String>> names = new LinkedHashMap<>();
        for (Recorder each : recorders) {
            RunnerLanguage language = RunnerLanguage.of(each.file());
            String name = RunnerModule.enclosing(
                    language, each.source().text(), each.table().written().at());
            if (name.length() >= SHORTEST && FileRole.of(each.file()) == FileRole.APPLICATION) {
                names.computeIfAbsent(language, first -> new HashSet<>()).add(name);
            }
        }
        names.forEach((language, recording) -> {
            for (CodeSeries series :
                    CodeSeries.calling(view, view.marked(FileMarker.WRITES_SQL), language, recording)) {
                SourceFile file = series.files().get(0);
                int at = HeldMigrations.functionStarts(language, view.text(file).text())
                        .get(0);
                nearest(series).ifPresent(recorder -> joined.add(new Joined(series, file, functions(at), recorder)));
            }
        });
        return joined;
    }

    private static HeldMigrations functions(int at) {
        return new HeldMigrations(HeldMigrations.Kind.FUNCTIONS, at, 5);
    }

    private Optional<Recorder> nearest(CodeSeries series) {
        return recorders.stream()
                .filter(each -> RunnerLanguage.of(each.file()).equals(series.language()))
                .filter(each -> isFor(each.file(), Dialect.named(series.location())))
                .max(Comparator.comparingInt((Recorder each) -> series.nearness(each.file()))
                        .thenComparing(each -> RunnerNames.isTelling(each.file().name())));
    }

    /** Whether a program is not for another database than the one that a series is for. */
    private static boolean isFor(SourceFile recorder, String database) {
        String own = Dialect.named(recorder.path());
        boolean open = own.isEmpty()
                && (database.isEmpty()
                        || !BoundedPattern.in(POSTGRES, recorder.path()).find());
        return open || own.equals(database);
    }

    private record Lister(SourceFile file, SourceText source, int at) {}

    /** The program that lists the directory of a series. */
    private Optional<Lister> lister(CodeSeries series) {
        String name = series.location().substring(series.location().lastIndexOf('/') + 1);
        return view.marked(FileMarker.LISTS_FILES).stream()
                .filter(file -> series.language().extensions().contains(file.extension())
                        && RunnerSearch.isCode(file)
                        && FileRole.of(file) != FileRole.TEST
                        && file.size() < RunnerSearch.MOST_BYTES
                        && !series.files().contains(file))
                .sorted(Comparator.comparing((SourceFile file) ->
                        !RunnerNames.isTelling(file.path()) && !file.path().contains(name)))
                .limit(MOST_LISTERS)
                .flatMap(file -> lists(series, name, file).stream())
                .max(Comparator.comparingInt(lister -> series.nearness(lister.file())));
    }

    private Optional<Lister> lists(CodeSeries series, String name, SourceFile file) {
        SourceText source = view.text(file);
        Matcher lists = BoundedPattern.in(series.language().lists(), source.text());
        return lists.find() && RunnerModule.hasWord(source.text(), name)
                ? Optional.of(new Lister(file, source, lists.start()))
                : Optional.empty();
    }

    /** The program next to a recorder that looks up what it wrote. */
    private Optional<Lister> reader(CodeSeries series, Recorder recorder) {
        return recorder.table().read() != null
                ? Optional.empty()
                : view.tree().in(recorder.file().directory()).stream()
                        .filter(file -> series.language().extensions().contains(file.extension())
                                && RunnerSearch.isCode(file)
                                && !file.equals(recorder.file())
                                && !series.files().contains(file)
                                && file.size() < RunnerSearch.MOST_BYTES)
                        .limit(MOST_LISTERS)
                        .flatMap(file -> {
                            SourceText source = view.text(file);
                            return HistoryTables.lookup(source.text(), recorder.table())
                                    .map(found -> new Lister(file, source, found.at()))
                                    .stream();
                        })
                        .findFirst();
    }

    /** A program above a series that keeps the version in the comment on a table. */
    private Optional<Joined> commenter(CodeSeries series) {
        VersionKeeper keepers = new VersionKeeper(view);
        return view.marked(FileMarker.DESCRIPTIONS).stream()
                .filter(file -> RunnerSearch.isCode(file)
                        && FileRole.of(file) == FileRole.APPLICATION
                        && series.language().extensions().contains(file.extension())
                        && !series.files().contains(file)
                        && (series.location() + "/").startsWith(file.directory() + "/")
                        && file.size() < RunnerSearch.MOST_BYTES)
                .limit(MOST_LISTERS)
                .flatMap(file -> {
                    SourceText source = view.text(file);
                    return keepers
                            .commented(source.text())
                            .map(table -> new Joined(
                                    series, file, functions(table.written().at()), new Recorder(file, source, table)))
                            .stream();
                })
                .max(Comparator.comparingInt(joined -> series.nearness(joined.lister())));
    }

    /** A program in the folder of a series whose functions tell and ask what ran: its files register themselves. */
    private Optional<Joined> marker(CodeSeries series) {
        VersionKeeper keepers = new VersionKeeper(view);
        return view.tree().in(series.location()).stream()
                .filter(file -> RunnerSearch.isCode(file)
                        && FileRole.of(file) != FileRole.TEST
                        && !series.files().contains(file)
                        && series.language().extensions().contains(file.extension())
                        && file.size() < RunnerSearch.MOST_BYTES)
                .limit(MOST_LISTERS)
                .flatMap(file -> {
                    SourceText source = view.text(file);
                    return keepers
                            .marked(file, source.text())
                            .map(table -> new Joined(
                                    series, file, functions(table.written().at()), new Recorder(file, source, table)))
                            .stream();
                })
                .findFirst();
    }

    /** The lister, or a program next to it that uses it, where it asks for a version and tells the new one. */
    private Optional<Joined> keeper(CodeSeries series, Lister lister) {
        VersionKeeper keepers = new VersionKeeper(view);
        return view.tree().in(lister.file().directory()).stream()
                .filter(file -> RunnerSearch.isCode(file)
                        && FileRole.of(file) != FileRole.TEST
                        && series.language().extensions().contains(file.extension())
                        && file.size() < RunnerSearch.MOST_BYTES)
                .sorted(Comparator.comparing(file -> !file.equals(lister.file())))
                .limit(MOST_LISTERS)
                .flatMap(file -> {
                    SourceText source = view.text(file);
                    return keepers
                            .in(file, source.text())
                            .map(table -> new Joined(
                                    series, file, functions(table.written().at()), new Recorder(file, source, table)))
                            .stream();
                })
                .findFirst();
    }
}
