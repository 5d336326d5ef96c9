package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.history.HistoryTables;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs that run scripts of a directory and record none in their own text: each script writes its version into a table
 * itself, or functions of another module tell and keep the version.
 */
final class ScriptRunners {
    private static final Pattern DATABASE = Pattern.compile("(?i)postgres(?:ql)?|pgsql|pg|psql");
    private static final int NEWEST = 12;
    private static final int MOST = 200;
    private static final int MOST_CODE = 4000;

    private final TreeView view;

    ScriptRunners(TreeView view) {
        this.view = view;
    }

    /** The table that most of the newest scripts write their own versions into, or the last ones: older ones did not yet. */
    static Optional<String> ownTable(List<RecognisedScript> scripts) {
        List<RecognisedScript> newest = scripts.subList(Math.max(0, scripts.size() - NEWEST), scripts.size());
        Map<String, Integer> tables = new HashMap<>();
        Map<String, Integer> inARow = new HashMap<>();
        for (RecognisedScript script : newest) {
            Set<String> any = written(script, "");
            inARow.keySet().retainAll(any);
            any.forEach(table -> inARow.merge(table, 1, Integer::sum));
            written(script, script.version()).forEach(table -> tables.merge(table, 1, Integer::sum));
        }
        return tables.entrySet().stream()
                .filter(each -> inARow.getOrDefault(each.getKey(), 0) >= 2
                        || each.getValue() >= 2 && each.getValue() * 2 > newest.size())
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static Set<String> written(RecognisedScript script, String version) {
        return script.up().stream()
                .map(Statement::text)
                .flatMap(text -> HistoryTables.ownRecord(text, version).stream())
                .collect(Collectors.toSet());
    }

    /** Who runs scripts that record themselves: the program that lists their directory. */
    Optional<CustomRunner> ofOwnTable(String directory, List<RecognisedScript> scripts, String table) {
        RecognisedScript last = scripts.get(scripts.size() - 1);
        return view.tree()
                .find(last.file())
                .flatMap(recorder -> listers()
                        .filter(file -> view.isMarked(FileMarker.LISTS_FILES, file))
                        .flatMap(file -> lists(file, directory).stream())
                        .findFirst()
                        .map(lister -> runner(lister, directory, recorder, table, line(last, table))));
    }

    /** Who runs scripts of a directory that it names, next to functions that tell and keep the version. */
    Optional<CustomRunner> ofKeeper(String directory) {
        VersionKeeper keepers = new VersionKeeper(view);
        return listers()
                .flatMap(file -> names(file, directory).stream())
                .flatMap(lister -> view.tree().in(lister.file().directory()).stream()
                        .filter(file -> isProgram(file)
                                && file.extension().equals(lister.file().extension()))
                        .limit(MOST)
                        .flatMap(file -> kept(keepers, lister, directory, file).stream()))
                .findFirst();
    }

    /** Who runs scripts below it, and keeps the version in the comment on a table. */
    Optional<CustomRunner> ofComment(String directory) {
        VersionKeeper keepers = new VersionKeeper(view);
        String name = directory.substring(directory.lastIndexOf('/') + 1);
        return view.marked(FileMarker.DESCRIPTIONS).stream()
                .filter(file -> isProgram(file) && (directory + "/").startsWith(file.directory() + "/"))
                .limit(MOST)
                .flatMap(file -> {
                    SourceText source = view.text(file);
                    Matcher reads = BoundedPattern.in(RunnerLanguage.of(file).reads(), source.text());
                    return keepers
                            .commented(source.text())
                            .filter(table -> RunnerModule.hasWord(source.text(), name) && reads.find())
                            .map(table -> runner(
                                    new Lister(file, source, reads.start()),
                                    directory,
                                    file,
                                    "",
                                    source.lineAt(table.written().at())))
                            .stream();
                })
                .findFirst();
    }

    private Optional<CustomRunner> kept(VersionKeeper keepers, Lister lister, String directory, SourceFile file) {
        SourceText source = view.text(file);
        Optional<HistoryTable> table = HeldMigrations.sends(RunnerLanguage.of(file), source.text())
                ? keepers.in(file, source.text())
                : Optional.empty();
        return table.map(each -> each.name().isEmpty() ? kept(file, directory).orElse(each) : each)
                .map(each -> runner(
                        lister,
                        directory,
                        file,
                        each.name(),
                        source.lineAt(each.written().at())));
    }

    /** The table of a program next to the keeper that keeps the version for the database of the scripts. */
    private Optional<HistoryTable> kept(SourceFile keeper, String directory) {
        return view.tree().in(keeper.directory()).stream()
                .filter(file -> isProgram(file)
                        && file.extension().equals(keeper.extension())
                        && Dialect.named(file.path()).equals(Dialect.named(directory)))
                .limit(MOST)
                .flatMap(file -> HistoryTables.in(view.text(file).text()).stream())
                .filter(HistoryTable::isSure)
                .findFirst();
    }

    /** The program that embeds or lists scripts and gives them to something else. */
    Optional<String> taker(String directory, List<RecognisedScript> scripts) {
        String first = scripts.isEmpty() ? "" : scripts.get(0).file();
        return Stream.concat(view.marked(FileMarker.EMBEDS).stream(), view.marked(FileMarker.LISTS_FILES).stream())
                .filter(this::isProgram)
                .filter(file -> first.startsWith(file.directory()))
                .limit(MOST)
                .flatMap(file -> {
                    SourceText source = view.text(file);
                    Matcher lists = BoundedPattern.in(RunnerLanguage.of(file).lists(), source.text());
                    boolean own =
                            file.directory().equals(directory) && source.text().contains(".sql");
                    return lists.find() && (own || names(file, directory).isPresent())
                            ? Stream.of(file.path() + ":" + source.lineAt(lists.start()))
                            : Stream.<String>empty();
                })
                .findFirst();
    }

    static boolean isDown(SourceFile file) {
        return file.name().matches("(?i).*[._-](?:down|rollback|undo|revert)\\.sql");
    }

    /** Whether another system has most of the SQL files of a directory, so that these are strays among them. */
    boolean isRest(String directory, List<SourceFile> files) {
        return view.tree().in(directory).stream()
                        .filter(file -> TreeView.isSql(file) && !view.isFree(file) && !isDown(file))
                        .count()
                > files.size() * 2L;
    }

    /** Whether migrations in code name the first and the last of the files: then they are parts of those. */
    boolean areOfCode(List<SourceFile> files) {
        return isNamedInCode(files.get(0).name())
                && isNamedInCode(files.get(files.size() - 1).name());
    }

    private boolean isNamedInCode(String name) {
        return view.marked(FileMarker.SQL_FILES).stream()
                .filter(file -> !view.isFree(file) && !TreeView.isSql(file) && file.size() < RunnerSearch.MOST_BYTES)
                .limit(MOST_CODE)
                .anyMatch(file -> view.text(file).text().contains(name));
    }

    private record Lister(SourceFile file, SourceText source, int at) {}

    private Stream<SourceFile> listers() {
        return view.marked(FileMarker.SQL_FILES).stream()
                .filter(this::isProgram)
                .limit(MOST);
    }

    private boolean isProgram(SourceFile file) {
        return RunnerSearch.isCode(file)
                && !TreeView.isSql(file)
                && FileRole.of(file) != FileRole.TEST
                && file.size() < RunnerSearch.MOST_BYTES;
    }

    private Optional<Lister> lists(SourceFile file, String directory) {
        SourceText source = view.text(file);
        Matcher lists = BoundedPattern.in(RunnerLanguage.of(file).lists(), source.text());
        return names(file, directory).filter(each -> lists.find()).map(each -> new Lister(file, source, lists.start()));
    }

    /** Whether a string of a program names the directory by its last two parts. */
    private Optional<Lister> names(SourceFile file, String directory) {
        SourceText source = view.text(file);
        String name = directory.replaceFirst("^.*/(?=[^/]+/[^/]+$)", "");
        for (int at = source.text().indexOf(name);
                at >= 0 && name.contains("/");
                at = source.text().indexOf(name, at + 1)) {
            if (at > 0
                    && "\"'`/".indexOf(source.text().charAt(at - 1)) >= 0
                    && at + name.length() < source.text().length()
                    && "\"'`/*".indexOf(source.text().charAt(at + name.length())) >= 0) {
                return Optional.of(new Lister(file, source, at));
            }
        }
        return template(file, source, directory);
    }

    /** Whether a string has the directory with a placeholder for the database: {@code SQL/%1/version} and the like. */
    private static Optional<Lister> template(SourceFile file, SourceText source, String directory) {
        String[] parts = directory.split("/");
        if (parts.length < 3
                || !BoundedPattern.in(DATABASE, parts[parts.length - 2]).matches()) {
            return Optional.empty();
        }
        Pattern path = Pattern.compile(Pattern.quote(parts[parts.length - 3])
                + "/(?:%\\w|%\\(\\w{1,20}\\)s|[$#]?\\{[^{}\\n]{0,40}\\}|\\$\\w{1,30})/"
                + Pattern.quote(parts[parts.length - 1]) + "(?=[\"'`/*])");
        Matcher found = BoundedPattern.in(path, source.text());
        return found.find() ? Optional.of(new Lister(file, source, found.start())) : Optional.empty();
    }

    private static int line(RecognisedScript script, String table) {
        return script.up().stream()
                .filter(statement -> HistoryTables.ownRecord(statement.text(), script.version())
                        .filter(table::equals)
                        .isPresent())
                .map(Statement::line)
                .findFirst()
                .orElse(1);
    }

    private CustomRunner runner(Lister lister, String directory, SourceFile recorder, String table, int tableLine) {
        List<SourceFile> files = TreeView.isSql(recorder) || recorder.equals(lister.file())
                ? List.of(lister.file())
                : List.of(lister.file(), recorder);
        List<String> texts = files.stream().map(file -> view.text(file).text()).toList();
        return new CustomRunner(
                lister.file(),
                recorder,
                HeldMigrations.Kind.FILES,
                lister.source().lineAt(lister.at()),
                table,
                tableLine,
                0,
                directory,
                RunnerNames.of(files, texts, ""),
                List.of(directory),
                RunnerSearch.isInTransaction(String.join("\n", texts)),
                Dialect.named(directory).isEmpty() ? "postgresql" : Dialect.named(directory));
    }
}
