package dev.migrationcontrol.source.script;

import dev.migrationcontrol.text.BoundedPattern;
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

/**
 * Where a program has its migrations from.
 *
 * @param at where it lists or reads files, or where the first of them is in the program itself
 * @param likely how much says that they are migrations
 */
record HeldMigrations(Kind kind, int at, int likely) {
    /** How a program has them. */
    enum Kind {
        /** It reads files. */
        FILES,
        /** They are SQL in strings of the program. */
        STRINGS,
        /** They are functions of the program, or classes. */
        FUNCTIONS
    }

    private static final Pattern SQL_FILES = Pattern.compile("(?i)\\.(?:p?sql|psql|pgsql|ddl)\\b");
    /** A script's name with a version put into it. */
    private static final Pattern NUMBERED_SCRIPT =
            Pattern.compile("(?i)[\"'`][^\"'`\\n]{0,120}[{%$+][^\"'`\\n]{0,60}version[^\"'`\\n]{0,80}\\.sql[\"'`]");

    private static final Pattern ABOUT = Pattern.compile(
            "(?i)migrat|schema_?version|db_?version|schema_?upgrad|upgrade_?schema|schema_?(?:update|delta|patch)");
    /** What a program says somewhere that has a list of functions for migrations. */
    private static final Pattern CHANGES = Pattern.compile("(?i)migrat|upgrad|schema|patch|delta");

    private static final Pattern VERSIONED = Pattern.compile(
            "(?i)_*+(?:\\w{0,40}?(?:migrat|upgrade|update|version|step|patch|revision|schema|delta|apply|change|evolve)[a-z]{0,12}_*v?_?\\d\\w{0,60}"
                    + "|(?:v|m|to|rev|up|ver|r|mig|from)_?\\d\\w{0,60})");
    private static final Pattern VERSIONED_LONG = Pattern.compile(
            "(?i)_*+(?:\\w{0,40}?(?:migrat|upgrade|patch|revision|schema|delta)[a-z]{0,12}_*v?_?\\d\\w{0,60}|[vm]_?(?:\\d{2,}|\\d+_\\d)\\w{0,60})");
    private static final Pattern LISTED = Pattern.compile(
            "(?:[\\[{(,]|(?m:^))\\s*+(?:(?:Version|version|ID|Id|id|name|Name)\\s*+[:=]\\s*+)?+[\"']?v?\\d[\\d._]{0,20}[\"']?\\s*+(?:,|=>|:)\\s*+(?:(?:Up|up|run|Run|fn|func|Func|apply|migrate|Migrate)\\s*+[:=]\\s*+)?+(?:&|::|\\w++(?:\\.|::))*+([A-Za-z_]\\w*+)\\s*+[,\\])}]"
                    + "|\\b(?:\\w{0,20}[mM]igration|\\w{0,20}[uU]pgrade|\\w{0,20}[pP]atch)\\(\\s*+(?:(?:[\"'][^\"'\\n]{0,200}[\"']|\\d++)\\s*+,\\s*+){1,3}(?:&|::|\\w++(?:\\.|::))*+([A-Za-z_]\\w*+)\\s*+[,)]"
                    + "|[\\[{,:(]\\s*+(?:new\\s++|&|::|(?:\\w++(?:\\.|::)))*+([A-Za-z_]\\w*+)(?:(?:\\(\\)|::class|::new|\\{\\})(?=\\s*+[,\\]})])|(?=\\s*+[,\\]}]))");
    private static final Pattern DECORATED = Pattern.compile(
            "(?m)^[ \\t]*+@(?:\\w++\\.)*+\\w{0,30}?(?:(?:[mM]igrat|[uU]pgrad|[pP]atch)\\w{0,20}(?:\\.\\w{1,20})?\\((?=[^)\\n]{0,100}\\d)|[uU]pgrade\\w{0,20}\\.register\\b\\(?)[^\\n]{0,200}\\n\\s*+(?:async\\s++)?def\\s++\\w++");
    private static final Pattern DISPATCHED = Pattern.compile(
            "(?i)getattr\\([^\\n]{0,60}(?:migrat|upgrade|update|version|to_|v)|method_exists\\([^\\n]{0,80}|\\bsend\\(\\s*[:\"'][^\\n]{0,30}#\\{|getDeclaredMethods?\\(|getMethods?\\(|public_methods|function_exists\\(");
    private static final Pattern LADDER = Pattern.compile(
            "(?i)\\b(?:if|elif|elsif|when|unless|else if|elseif)\\b[^\\n]{0,40}\\b\\w*(?:version|ver|level|revision|current|installed)\\w*\\b[^\\n]{0,20}(?:<=?|==?=?|-lt|-le|-eq|is|-ne|!=|>=?)\\s*[\"']?v?(\\d[\\d._]{0,20})"
                    + "|(?m:^[ \\t]*+(?:defp?\\s++\\w++\\([^()\\n]{0,80}?\\b(\\d++)\\b[^()\\n]{0,40}\\)|(?:case|when)\\s++[\"']?(\\d[\\d.]{0,20})[\"']?\\s*+(?::|->|=>|then|$)|(\\d{1,6})\\s*+(?:->|=>|\\)\\s)))");
    /** Changes of a schema by a mapper. */
    private static final Pattern DDL_CALL = Pattern.compile(
            "\\.(?:AddColumn|DropColumn|AlterColumn|RenameColumn|MigrateColumn|CreateTable|DropTable|RenameTable|CreateIndex|DropIndex|RenameIndex|CreateConstraint|DropConstraint|AutoMigrate)\\("
                    + "|(?:->|::|\\.)(?:addColumns?|dropColumns?|renameColumns?|createTable(?:IfNotExists)?|dropTable|renameTable|dropIfExists)\\(|\\$schema->(?:create|table|drop|rename)\\(");

    private static final Pattern DDL = Pattern.compile(
            "(?i)(?:create\\s+(?:or\\s+replace\\s+)?(?:unlogged\\s+)?(?:table|unique\\s+index|index|extension|type|schema|view|materialized|function|trigger|sequence)|alter\\s+(?:table|type|index|sequence)|drop\\s+(?:table|index|view|type|column)|comment\\s+on|do\\s+\\$\\$)\\s");

    /** @param table that of the history; a string that makes it is no migration */
    static Optional<HeldMigrations> in(RunnerLanguage language, String text, String table) {
        return files(language, text)
                .or(() -> functions(language, text))
                .or(() -> strings(text, table))
                .or(() -> ladder(text));
    }

    /** The beginning of a statement to which a program adds the name of the table. */
    private static final Pattern NAMELESS =
            Pattern.compile("(?is)\\s*+create\\s++(?:unlogged\\s++)?table\\s*+(?:if\\s++not\\s++exists\\s*+)?+[\"`]?");

    static boolean hasDdl(String text) {
        return BoundedPattern.in(DDL, text).find()
                || BoundedPattern.in(DDL_CALL, text).find();
    }

    static boolean sends(RunnerLanguage language, String text) {
        return BoundedPattern.in(language.sends(), text).find();
    }

    static Optional<HeldMigrations> files(RunnerLanguage language, String text) {
        boolean sql = BoundedPattern.in(SQL_FILES, text).find();
        Matcher lists = BoundedPattern.in(language.lists(), text);
        boolean listed = findsCall(lists, text);
        Matcher reads = BoundedPattern.in(language.reads(), text);
        if (listed && (sql || BoundedPattern.in(ABOUT, text).find())) {
            return Optional.of(new HeldMigrations(Kind.FILES, lists.start(), sql ? 4 : 3));
        }
        boolean named = BoundedPattern.in(NUMBERED_SCRIPT, text).find();
        return sql
                        && findsCall(reads, text)
                        && (named || BoundedPattern.in(ABOUT, text).find())
                ? Optional.of(new HeldMigrations(Kind.FILES, reads.start(), named ? 4 : 2))
                : Optional.empty();
    }

    private static boolean findsCall(Matcher matcher, String text) {
        boolean found = matcher.find();
        while (found && isImport(text, matcher.start())) {
            found = matcher.find();
        }
        return found;
    }

    private static boolean isImport(String text, int at) {
        int line = text.lastIndexOf('\n', at) + 1;
        String before = text.substring(line, at).stripLeading();
        return before.startsWith("import ")
                || before.startsWith("from ")
                || before.startsWith("use ")
                || before.startsWith("using ");
    }

    static Optional<HeldMigrations> functions(RunnerLanguage language, String text) {
        List<Integer> starts = functionStarts(language, text);
        List<Integer> literals = HeldScripts.goFunctions(text);
        if (!literals.isEmpty()) {
            return Optional.of(new HeldMigrations(Kind.FUNCTIONS, literals.get(0), 6));
        }
        List<Integer> listed = listed(text);
        if (listed.size() >= 2 && BoundedPattern.in(CHANGES, text).find()) {
            return Optional.of(new HeldMigrations(Kind.FUNCTIONS, listed.get(0), 6));
        }
        List<Integer> decorated = decorated(text);
        if (decorated.size() >= 2) {
            return Optional.of(new HeldMigrations(Kind.FUNCTIONS, decorated.get(0), 6));
        }
        if (starts.size() >= 2
                || starts.size() == 1 && BoundedPattern.in(DISPATCHED, text).find()) {
            return Optional.of(new HeldMigrations(Kind.FUNCTIONS, starts.get(0), 5));
        }
        return Optional.empty();
    }

    /** Where each of the functions or steps begins, as {@link #functions} finds them. */
    static List<Integer> starts(RunnerLanguage language, String text) {
        List<Integer> decorated = decorated(text);
        if (decorated.size() >= 2) {
            return decorated;
        }
        List<Integer> listed = listed(text);
        List<Integer> defined = functionStarts(language, text);
        if (defined.size() >= 2 && defined.size() >= listed.size()) {
            return defined;
        }
        return listed.size() >= 2 ? listed : defined.isEmpty() ? ladderStarts(text) : defined;
    }

    private static Optional<HeldMigrations> ladder(String text) {
        List<Integer> starts = ladderStarts(text);
        return starts.size() < 2 || !BoundedPattern.in(DDL, text).find()
                ? Optional.empty()
                : Optional.of(new HeldMigrations(Kind.FUNCTIONS, starts.get(0), 3));
    }

    /** Where steps begin that a comparison of the version decides about. */
    static List<Integer> ladderStarts(String text) {
        List<Integer> starts = new ArrayList<>();
        Set<String> versions = new HashSet<>();
        Matcher ladder = BoundedPattern.in(LADDER, text);
        while (ladder.find() && starts.size() < 2000) {
            for (int group = 1; group <= ladder.groupCount(); group++) {
                if (ladder.group(group) != null
                        && !isAny(ladder.group())
                        && versions.add(String.valueOf(ladder.group(group)))) {
                    starts.add(ladder.start());
                }
            }
        }
        return starts;
    }

    /** Whether a comparison asks for a version at all, as {@code version > 0} does. */
    private static boolean isAny(String comparison) {
        return comparison.matches("(?s).*(?:>|!=)\\s*+[\"']?v?0");
    }

    /** Where functions or classes are listed whose names hold a version, or that stand next to one. */
    static List<Integer> listed(String text) {
        List<Integer> starts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> functions = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        Matcher listed = BoundedPattern.in(LISTED, text);
        while (listed.find() && starts.size() < 500) {
            String known = listed.group(1) != null ? listed.group(1) : listed.group(2);
            String name = known != null ? known : listed.group(3);
            if (name != null
                    && (known != null || BoundedPattern.in(VERSIONED_LONG, name).matches())
                    && names.add(listed.group().strip())) {
                starts.add(listed.start());
                functions.add(name);
                numbers.add(
                        listed.group(1) != null
                                ? listed.group().replaceFirst("^[^\\d]*+([\\d._]++)(?s:.*)$", "$1")
                                : listed.group());
            }
        }
        // A table of numbers with the same few constants next to them is no list of migrations, and neither are calls
        // with the same number.
        return functions.size() * 2 >= starts.size() && numbers.size() * 3 >= starts.size() * 2 ? starts : List.of();
    }

    /** Where functions begin that a decorator registers as migrations. */
    private static List<Integer> decorated(String text) {
        List<Integer> starts = new ArrayList<>();
        Matcher decorated = BoundedPattern.in(DECORATED, text);
        while (decorated.find() && starts.size() < 2000) {
            starts.add(decorated.start());
        }
        return starts;
    }

    /** Where functions or classes begin whose names hold a version. */
    static List<Integer> functionStarts(RunnerLanguage language, String text) {
        Map<String, List<Integer>> byPrefix = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        Matcher defines = BoundedPattern.in(language.defines(), text);
        while (defines.find() && names.size() < 2000) {
            String name = defines.group(1) != null || defines.groupCount() < 2 ? defines.group(1) : defines.group(2);
            if (name != null
                    && name.length() < 120
                    && !name.regionMatches(true, 0, "test", 0, 4)
                    && BoundedPattern.in(VERSIONED, name).matches()
                    && names.add(name)) {
                byPrefix.computeIfAbsent(name.replaceFirst("_?\\d.*$", ""), first -> new ArrayList<>())
                        .add(defines.start());
            }
        }
        return byPrefix.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    static Optional<HeldMigrations> strings(String text, String table) {
        List<CodeStrings.Piece> elements = elements(text, table);
        boolean several = elements.size() >= 2;
        boolean named = !elements.isEmpty() && BoundedPattern.in(ABOUT, text).find();
        return several || named
                ? Optional.of(new HeldMigrations(Kind.STRINGS, elements.get(0).start(), 4))
                : Optional.empty();
    }

    static List<CodeStrings.Piece> elements(String text, String table) {
        return CodeStrings.elements(text, DDL).stream()
                .filter(piece -> table.isEmpty()
                        ? !BoundedPattern.in(NAMELESS, piece.content()).matches()
                        : !piece.content().contains(table))
                .toList();
    }
}
