package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class or script that runs SQL files itself: it lists a directory of them, executes them, and writes down which it ran.
 *
 * @param table its version table
 * @param tablePlace the file and line that write to it
 * @param directoryLine where it lists the files; 0 where the migrations are in the code itself
 * @param names of classes, functions and files by which others use it
 * @param literals strings that may name the directory
 * @param inTransaction whether it seems to use transactions; null where nothing says so
 */
public record CustomRunner(
        SourceFile file,
        String table,
        String tablePlace,
        int directoryLine,
        List<String> names,
        List<String> literals,
        boolean inTransaction) {
    private static final String TABLE =
            "((?:\\w+\\.)?\\w*(?:migrations?|schema_?versions?|db_?versions?|schema_history|applied_scripts?|changelog)(?:_\\w+)?)";
    private static final Pattern WRITES = Pattern.compile(
            "(?:insert\\s+into|create\\s+table(?:\\s+if\\s+not\\s+exists)?)\\s+[\"'`\\\\]*" + TABLE,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WRITES_NAMED = Pattern.compile(
            "insert\\s+into\\s+[\"'`\\\\]*(?:\\{|\\$|%s|#\\{|\"\\s*[+.]|'\\s*[+.|]|\\+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TABLE_NAME = Pattern.compile("[\"'`]" + TABLE + "[\"'`]", Pattern.CASE_INSENSITIVE);
    private static final Pattern LISTS = Pattern.compile(
            "\\bglob\\(|listdir\\(|iterdir\\(|scandir\\(|os\\.walk|ReadDir\\(|WalkDir\\(|filepath\\.(?:Glob|Walk)|go:embed|readdir(?:Sync)?\\(|Dir\\.(?:glob|each_child|children|entries)"
                    + "|Dir\\[|DirectoryIterator|opendir\\(|Files\\.(?:list|walk|newDirectoryStream)\\(|listFiles\\(|getResources\\(|for\\s+\\w+\\s+in\\s+[^\\n]*\\.sql"
                    + "|\\b(?:find|ls)\\s+[^\\n]*\\.sql|read_dir\\(|include_dir!|Path\\.wildcard|File\\.ls!?\\(|Directory\\.GetFiles");
    private static final Pattern RUNS = Pattern.compile(
            "(?:\\.|->)(?:execute|exec|query|raw|unsafe|prepare)\\w*!?\\(|Exec(?:Context)?\\(|\\bpsql\\b|executeUpdate|pg_query|exec_query|batch_execute");
    private static final Pattern GO_FUNCTIONS =
            Pattern.compile("(?m)^[ \\t]*(?:\\d+:\\s*)?func\\(\\w+ \\*sql\\.Tx[^)]*\\)[^\\n]*\\{");
    private static final Pattern DEFINES = Pattern.compile(
            "(?m)^[ \\t]*(?:export\\s+|public\\s+|final\\s+|default\\s+|async\\s+|static\\s+|pub\\s+)*+(?:class|def|func|function|fn|type)\\s+(?:\\([^)]*\\)\\s*)?(?:self\\.)?(\\w+)");
    private static final Pattern TELLING = Pattern.compile("(?i).*(migrat|runner|upgrad|schema).*");
    private static final Pattern LITERAL = Pattern.compile(
            "[\"'`/]([A-Za-z_][\\w.-]*(?:/[\\w.*-]+){0,20})/?(?:[\"'`*]|/)|go:embed\\s+(\\S+)|([\\w./-]+)/\\*\\.sql");
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^[ \\t]*+(?:import\\b.*+|from\\b.*+|use\\b.*+|\"[\\w./-]++\"[ \\t]*+;?$|.*?\\brequire\\(.*+)");
    private static final Pattern TRANSACTION = Pattern.compile(
            "(?i)\\bbegin(?:tx)?\\b|transaction|\\batomic\\b|with\\s+\\w*conn\\w*\\s*:|\\.commit\\(|setAutoCommit\\(false");

    static Optional<CustomRunner> in(SourceFile file, SourceText source) {
        String text = source.text();
        Optional<int[]> written = table(text);
        boolean names = written.isPresent();
        if (!names) {
            return Optional.empty();
        }
        Matcher lists = BoundedPattern.in(LISTS, text);
        Matcher functions = BoundedPattern.in(GO_FUNCTIONS, text);
        boolean listsFiles = text.contains(".sql")
                && lists.find()
                && BoundedPattern.in(RUNS, text).find();
        boolean holdsFunctions = !listsFiles && functions.results().count() >= 3;
        if (!listsFiles && !holdsFunctions || usesATool(text)) {
            return Optional.empty();
        }
        int[] place = written.get();
        return Optional.of(new CustomRunner(
                file,
                text.substring(place[0], place[1]),
                file.path() + ":" + source.lineAt(place[2]),
                listsFiles ? source.lineAt(lists.start()) : 0,
                names(file, text),
                literals(text),
                BoundedPattern.in(TRANSACTION, text).find()));
    }

    /** Where a file lists and executes the SQL files of a directory without writing down which ran: file and line. */
    static Optional<String> runs(SourceFile file, SourceText source, String directory) {
        String text = source.text();
        Matcher lists = BoundedPattern.in(LISTS, text);
        return text.contains(".sql")
                        && text.contains(directory.substring(directory.lastIndexOf('/') + 1))
                        && lists.find()
                        && BoundedPattern.in(RUNS, text).find()
                        && literals(text).stream().anyMatch(literal -> endsWith(directory, literal))
                ? Optional.of(file.path() + ":" + source.lineAt(lists.start()))
                : Optional.empty();
    }

    /** A runner whose parts are in several files of one directory: one lists the files, another writes the table. */
    static Optional<CustomRunner> across(List<SourceFile> files, Function<SourceFile, SourceText> reader) {
        StringBuilder all = new StringBuilder();
        NavigableMap<Integer, SourceFile> starts = new TreeMap<>();
        SourceFile lister = null;
        int line = 0;
        for (SourceFile file : files) {
            SourceText source = reader.apply(file);
            Matcher lists = BoundedPattern.in(LISTS, source.text());
            if (lister == null && lists.find()) {
                lister = file;
                line = source.lineAt(lists.start());
            }
            starts.put(all.length(), file);
            all.append(source.text()).append('\n');
        }
        Optional<int[]> written = table(all.toString());
        if (lister == null
                || written.isEmpty()
                || all.indexOf(".sql") < 0
                || !BoundedPattern.in(RUNS, all).find()
                || usesATool(all.toString())) {
            return Optional.empty();
        }
        String text = reader.apply(lister).text();
        Map.Entry<Integer, SourceFile> writer = starts.floorEntry(written.get()[2]);
        int writes = reader.apply(writer.getValue()).lineAt(written.get()[2] - writer.getKey());
        return Optional.of(new CustomRunner(
                lister,
                all.substring(written.get()[0], written.get()[1]),
                writer.getValue().path() + ":" + writes,
                line,
                names(lister, text),
                literals(all.toString()),
                BoundedPattern.in(TRANSACTION, all).find()));
    }

    /** Where the table's name begins and ends, and where it is written to. */
    private static Optional<int[]> table(String text) {
        Matcher writes = BoundedPattern.in(WRITES, text);
        if (writes.find()) {
            return Optional.of(new int[] {writes.start(1), writes.end(1), writes.start()});
        }
        Matcher indirect = BoundedPattern.in(WRITES_NAMED, text);
        Matcher name = BoundedPattern.in(TABLE_NAME, text);
        return indirect.find() && name.find()
                ? Optional.of(new int[] {name.start(1), name.end(1), indirect.start()})
                : Optional.empty();
    }

    private static boolean usesATool(String text) {
        Matcher imports = BoundedPattern.in(IMPORT, text);
        while (imports.find()) {
            for (MigrationSystem tool : MigrationSystems.all()) {
                if (UsageScan.isNamedIn(tool, imports.group())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> names(SourceFile file, String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher defines = BoundedPattern.in(DEFINES, text);
        while (defines.find() && names.size() < 8) {
            String name = String.valueOf(defines.group(1));
            if (name.length() >= 7 && BoundedPattern.in(TELLING, name).matches()) {
                names.add(name);
            }
        }
        String stem = file.name().replaceFirst("\\.\\w+$", "");
        if (file.extension().matches("sh|bash|")
                || stem.length() >= 6 && BoundedPattern.in(TELLING, stem).matches() && stem.matches(".*[_-].*")) {
            names.add(file.extension().matches("sh|bash|") ? file.name() : stem);
        }
        return List.copyOf(names);
    }

    private static List<String> literals(String text) {
        Set<String> literals = new LinkedHashSet<>();
        Matcher literal = BoundedPattern.in(LITERAL, text);
        int from = 0;
        while (literal.find(from) && literals.size() < 400) {
            String found = literal.group(1) != null
                    ? literal.group(1)
                    : literal.group(2) != null ? literal.group(2) : String.valueOf(literal.group(3));
            literals.add(found.replaceAll("/?\\*.*$", "").replaceFirst("^\\./", ""));
            from = Math.max(literal.start() + 1, literal.end() - 1);
        }
        literals.remove("");
        return new ArrayList<>(literals);
    }

    /** How well a directory fits what the runner says: 0 not at all. */
    int fit(String directory) {
        String parent = SourceFile.parentOf(directory);
        int best = (directory + "/").startsWith(file.directory() + "/")
                        && !file.directory().isEmpty()
                ? 1
                : 0;
        for (String literal : literals) {
            if (endsWith(directory, literal)) {
                best = Math.max(best, literal.contains("/") ? 4 : 3);
            } else if (endsWith(parent, literal)) {
                best = Math.max(best, 2);
            }
        }
        return best;
    }

    private static boolean endsWith(String directory, String literal) {
        return !directory.isEmpty() && (directory.equals(literal) || directory.endsWith("/" + literal));
    }

    /** Migrations that are functions in the runner's own file. */
    List<RecognisedScript> functions(SourceText source) {
        List<RecognisedScript> scripts = new ArrayList<>();
        List<Integer> starts = BoundedPattern.in(GO_FUNCTIONS, source.text())
                .results()
                .map(MatchResult::start)
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : source.text().length();
            scripts.add(new RecognisedScript(
                    String.valueOf(i + 1),
                    file.path(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    literalsAsSql(source, starts.get(i), end),
                    RecognisedScript.Back.MISSING,
                    true));
        }
        return scripts;
    }

    private static final Pattern BACKTICKS = Pattern.compile("`([^`]*+)`|\"((?:[^\"\\\\\\n]++|\\\\.)*+)\"");

    private static List<Statement> literalsAsSql(SourceText source, int from, int to) {
        List<Statement> statements = new ArrayList<>();
        Matcher literal = BoundedPattern.in(BACKTICKS, source.text()).region(from, to);
        while (literal.find()) {
            int line = source.lineAt(literal.start());
            statements.addAll(
                    literal.group(1) != null
                            ? CodeCalls.written(literal.group(1), line)
                            : CodeCalls.escaped(String.valueOf(literal.group(2)), line));
        }
        return statements;
    }
}
