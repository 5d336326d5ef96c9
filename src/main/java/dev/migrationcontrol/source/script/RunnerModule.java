package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.EntityTables;
import dev.migrationcontrol.source.history.HeldNames;
import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.table.HistoryNames;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the migrations of a program that only records in this file: in one next to it, or one that it names or that names it. */
final class RunnerModule {
    /** The end of the names of files in a language that declares objects and their tables, for several programs. */
    private static final String SCHEMA_OF_OBJECTS = ".prisma";

    private static final int MOST_FILES = 40;
    private static final int MOST_BYTES = 1 << 20;
    /** A file that uses both, where neither uses the other. */
    private static final int THIRD_BYTES = 40_000;

    private static final int MOST_THIRD = 20;
    private static final Pattern DEFINED =
            Pattern.compile("(?<!\\w)([A-Za-z_]\\w*+)[ \\t]*+(?::[^=\\n]{0,30})?=[ \\t]*+[f@r]?[\"'`]");
    private static final Pattern ABOUT = Pattern.compile("(?i)migrat|upgrad|schema|version|patch|delta|ddl");

    /** Modules of many programs; that a text has such a word joins nothing. */
    private static final Pattern COMMON = Pattern.compile(
            "(?i)migrations?|migrator|databases?|connections?|postgres(?:ql)?|upgrades?|versions?|repository|functions?|constants?|configuration");

    private static final Pattern GIVEN_TABLE =
            Pattern.compile("\\b(?:[tT]able|TABLE)(?:_?[nN]ame)?\\s*+[:=]\\s*+[\"'](\\w{1,63})[\"']");

    private final TreeView view;
    private final SourceFile recorder;
    private final SourceText records;
    private final HistoryTable table;
    private final RunnerLanguage language;
    private final Set<SourceFile> left;
    private final List<String> joins = new ArrayList<>();

    /** The file that has the migrations. */
    record Holder(SourceFile file, SourceText source, HeldMigrations held, HistoryTable table) {}

    /** @param left files that are no part of a runner */
    RunnerModule(TreeView view, SourceFile recorder, SourceText records, HistoryTable table, Set<SourceFile> left) {
        this.view = view;
        this.left = left;
        this.recorder = recorder;
        this.records = records;
        this.table = table;
        this.language = RunnerLanguage.of(recorder);
    }

    /** The table with its name, which another file may hold. */
    HistoryTable table() {
        return table.name().isEmpty() && !table.written().variable().isEmpty() ? named(near()) : table;
    }

    /** The likeliest; empty where nothing sends migrations. */
    Optional<Holder> holder() {
        List<SourceFile> others = near();
        others.stream()
                .filter(file -> file.size() < THIRD_BYTES)
                .limit(MOST_THIRD)
                .forEach(file -> joins.add(view.text(file).text()));
        HistoryTable known = named(others);
        Set<String> recording = recording();
        long bytes = 0;
        Holder best = null;
        int most = -1;
        boolean sent = HeldMigrations.sends(language, records.text());
        for (SourceFile near : others) {
            bytes += near.size();
            SourceText source = view.text(near);
            Optional<HeldMigrations> held =
                    bytes > MOST_BYTES ? Optional.empty() : RunnerSearch.held(language, source.text(), known);
            sent |= HeldMigrations.sends(language, source.text());
            if (held.isPresent() && isTogether(near, source.text())) {
                int likely = (recording.stream().anyMatch(name -> hasWord(source.text(), name)) ? 4 : 0)
                        + held.get().likely()
                        + (listsScripts(near, source, held.get()) ? 5 : 0)
                        + (BoundedPattern.in(ABOUT, near.name()).find() ? 3 : 0);
                if (likely > most) {
                    most = likely;
                    best = new Holder(near, source, held.get(), known);
                }
            }
        }
        return sent ? Optional.ofNullable(best) : Optional.empty();
    }

    /** Functions that the recorder itself lists, and that files next to it define. */
    Optional<Holder> own() {
        return HeldMigrations.functions(language, records.text())
                .filter(held -> held.likely() >= 6)
                .filter(held -> near().stream()
                        .filter(file -> file.directory().equals(recorder.directory()))
                        .anyMatch(file ->
                                HeldMigrations.sends(language, view.text(file).text())))
                .map(held -> new Holder(recorder, records, held, table()));
    }

    /** Files that import the recorder, hold SQL, and name a table of a history. */
    List<SeriesRunners.Given> givers() {
        List<SeriesRunners.Given> givers = new ArrayList<>();
        for (SourceFile file : view.marked(FileMarker.VERSION_TABLE)) {
            if (givers.size() < MOST_FILES
                    && !file.equals(recorder)
                    && language.extensions().contains(file.extension())
                    && RunnerSearch.isCode(file)
                    && FileRole.of(file) != FileRole.TEST
                    && file.size() < RunnerSearch.MOST_BYTES) {
                SourceText source = view.text(file);
                Optional<HeldMigrations> held = HeldMigrations.strings(source.text(), "");
                Optional<String> named = given(source.text()).or(() -> VersionKeeper.named(source.text()));
                if (held.isPresent() && named.isPresent() && imports(source.text())) {
                    givers.add(new SeriesRunners.Given(file, source, held.get(), named.get()));
                }
            }
        }
        return givers;
    }

    /** The table that is given by its name, as in {@code Table: "versions"}. */
    private static Optional<String> given(String text) {
        return BoundedPattern.in(GIVEN_TABLE, text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> BoundedPattern.in(ABOUT, name).find())
                .findFirst();
    }

    private boolean imports(String text) {
        return names(text, recorder)
                || recorder.extension().equals("go")
                        && text.contains(recorder.directory() + "\"")
                        && BoundedPattern.in(RunnerSearch.IMPORT, text).find();
    }

    static String enclosing(RunnerLanguage language, String text, int place) {
        Matcher functions = BoundedPattern.in(language.defines(), text);
        String last = "";
        while (functions.find() && functions.start() < place) {
            String name =
                    functions.group(1) == null && functions.groupCount() > 1 ? functions.group(2) : functions.group(1);
            last = name == null || name.matches("if|for|while|switch|catch")
                    ? last
                    : name.substring(name.lastIndexOf('.') + 1);
        }
        return last;
    }

    private boolean listsScripts(SourceFile file, SourceText source, HeldMigrations held) {
        String directory = RunnerDirectory.of(view.tree(), file, source, held).path();
        return !directory.isEmpty()
                && view.tree().files().stream()
                        .anyMatch(each ->
                                TreeView.isSql(each) && each.isBelow(directory) && FileNames.isNumbered(each.name()));
    }

    /** The functions or constants in which the table is written to or read. */
    private Set<String> recording() {
        Set<String> names = new HashSet<>();
        Matcher defines = BoundedPattern.in(DEFINED, records.text());
        List<Integer> places = new ArrayList<>(List.of(table.written().at()));
        if (table.read() != null) {
            places.add(table.read().at());
        }
        for (int place : places) {
            String last = "";
            defines.reset();
            while (defines.find() && defines.start() < place) {
                last = String.valueOf(defines.group(1));
            }
            names.add(last);
            names.add(enclosing(language, records.text(), place));
        }
        names.removeIf(name -> name.length() < 5);
        return names;
    }

    /** With the name that a constant next to it holds, where the recorder does not say it itself. */
    private HistoryTable named(List<SourceFile> others) {
        if (!table.name().isEmpty()) {
            return table;
        }
        if (EntityTables.isEntity(table.written().variable())) {
            return entity(table.written().variable()).map(table::named).orElse(table);
        }
        return others.stream()
                .flatMap(file ->
                        new HeldNames(view.text(file).text()).of(table.written().variable()).stream())
                .filter(name -> !table.written().variable().isEmpty() || HistoryNames.isTable(name))
                .findFirst()
                .map(table::named)
                .orElse(table);
    }

    /** The table of an object, as the program that declares the object says. */
    private Optional<String> entity(String type) {
        return Stream.concat(Stream.of(recorder), view.marked(FileMarker.TABLE_OF_OBJECTS).stream())
                .filter(file -> (language.extensions().contains(file.extension())
                                || file.path().endsWith(SCHEMA_OF_OBJECTS))
                        && file.size() < RunnerSearch.MOST_BYTES)
                .flatMap(file -> EntityTables.in(view.text(file).text(), type).stream())
                .findFirst();
    }

    private boolean isTogether(SourceFile other, String text) {
        return recorder.extension().equals("go") && recorder.directory().equals(other.directory())
                || table.name().length() > 5 && hasWord(text, table.name())
                || joins.stream().anyMatch(third -> names(third, recorder) && names(third, other))
                || names(records.text(), other)
                || names(text, recorder)
                || declares(records.text(), text)
                || declares(text, records.text());
    }

    private static boolean names(String text, SourceFile other) {
        String stem = stem(other);
        String module = stem.matches("mod|index|__init__|lib|main")
                ? other.directory().substring(other.directory().lastIndexOf('/') + 1)
                : stem;
        boolean go = other.extension().equals("go") && other.directory().contains("/");
        String path = other.directory().replaceFirst("^.*/(?=[^/]+/[^/]+$)", "") + "\"";
        Matcher imports = BoundedPattern.in(RunnerSearch.IMPORT, text);
        while (imports.find()) {
            if (go ? imports.group().contains(path) : hasWord(imports.group(), module)) {
                return true;
            }
        }
        return !go && module.length() > 8 && !BoundedPattern.in(COMMON, module).matches() && hasWord(text, module);
    }

    /** Whether one uses a type that the other declares, as in languages whose packages need no imports. */
    private static boolean declares(String declaring, String using) {
        return RunnerNames.types(declaring).stream().anyMatch(type -> type.length() > 5 && hasWord(using, type));
    }

    static boolean hasWord(String text, String word) {
        int at = text.indexOf(word);
        while (at >= 0 && !word.isEmpty()) {
            int end = at + word.length();
            boolean before = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
            boolean after = end >= text.length() || !Character.isJavaIdentifierPart(text.charAt(end));
            if (before && after) {
                return true;
            }
            at = text.indexOf(word, end);
        }
        return false;
    }

    private static String stem(SourceFile file) {
        return file.name().replaceFirst("\\.\\w+$", "");
    }

    private List<SourceFile> near() {
        Set<String> words = new HashSet<>(List.of(records.text().split("\\W+")));
        String above = SourceFile.parentOf(recorder.directory());
        Stream<SourceFile> own = view.tree().in(recorder.directory()).stream();
        Stream<SourceFile> sqlReaders = Stream.of(FileMarker.SQL_FILES, FileMarker.VERSION_TABLE)
                .flatMap(marker -> view.marked(marker).stream())
                .filter(file -> file.isBelow(recorder.directory())
                        || !above.isEmpty() && file.isBelow(above)
                        || words.contains(stem(file)));
        return Stream.concat(own, sqlReaders)
                .distinct()
                .filter(file -> !file.equals(recorder)
                        && !left.contains(file)
                        && view.isFree(file)
                        && RunnerSearch.isCode(file)
                        && language.extensions().contains(file.extension())
                        && FileRole.of(file) == FileRole.of(recorder)
                        && file.size() < RunnerSearch.MOST_BYTES)
                .sorted(Comparator.comparing((SourceFile file) ->
                                !BoundedPattern.in(ABOUT, file.path()).find())
                        .thenComparing(file -> !file.directory().equals(recorder.directory())))
                .limit(MOST_FILES)
                .toList();
    }
}
