package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.history.HistoryTable;
import dev.migrationcontrol.source.history.HistoryTables;
import dev.migrationcontrol.source.history.TableMention;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.table.HistoryNames;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs that do not say in SQL what they ran: they ask a function for the version that the database has, and tell another
 * one the new version, which may be a row of a table of settings.
 */
final class VersionKeeper {
    private static final String WHAT =
            "(?:schema|db|database|migrations?|alterations?|upgrades?|deltas?|patch(?:es|level)?)";
    private static final String STATE =
            "(?:version|revision|level|timestamp|migrations?|state|applied|history|record|row|many)";
    /** An object that keeps what ran. */
    private static final String KEEPER =
            "(?:migrations?_?)?(?:repository|repo|history|journal|tracker|ledger)\\s*+(?:->|\\.)\\s*+";

    private static final Pattern MADE = Pattern.compile(
            "\\bnew\\s++(?:\\w++[.\\\\])*+\\w{0,40}(?:Repository|History|Journal|Tracker|Ledger)\\w{0,10}\\([^()\\n]{0,120}[\"'](\\w{4,63})[\"']\\s*+[,)]");
    private static final Pattern TELLS = Pattern.compile(
            "(?i)\\b(?:_*(?:query|sql|do|try)?_?(?:set|update|save|store|record|upsert|insert|write|mark|add|put|bump)_?\\w{0,20}?(?:"
                    + WHAT + "_?\\w{0,12}?" + STATE + "|version_?" + WHAT
                    + ")s?\\w{0,12}|(?:versions?|migrations?)_?(?:insert|save|add|record|update)\\w{0,20}|" + KEEPER
                    + "(?:log|record|add|save|mark|insert|store)\\w{0,12})\\s*+\\(");
    private static final Pattern ASKS = Pattern.compile(
            "(?i)\\b_*(?:(?:get|read|load|fetch|find|query)_?(?:get)?_?\\w{0,20}?" + WHAT + "_?\\w{0,12}?" + STATE
                    + "s?\\w{0,12}|(?:get|fetch|load|read)?_?(?:current|latest|last|applied|existing|installed)_?\\w{0,20}?"
                    + WHAT
                    + "\\w{0,20}|db_version|schema_version|" + KEEPER
                    + "(?:get_?|list_?|find_?)?(?:ran|applied|executed|completed|installed|migrated)\\w{0,20})\\s*+\\(");
    private static final Pattern MARKS = Pattern.compile(
            "(?i)\\b_*(?:set|mark|record|save|store)_?(?:as|has|is|have)?_?(?:migrations?_?)?(?:as_?)?(?:been_?)?(?:run|ran|applied|executed|migrated|done)\\s*+\\(");
    private static final Pattern MARKED = Pattern.compile(
            "(?i)\\b_*(?:has|is|was|already|check)_?(?:migrations?_?)?(?:been_?|already_?)?(?:run|ran|applied|executed|migrated|done)\\s*+\\(");
    private static final String KEY =
            "\\w{0,30}\\(\\s*+(?:[\\w.$>-]{1,40}\\s*+,\\s*+){0,2}[\"'`]((?:\\w{1,20}[_.-])?(?:schema|db|database|migrations?)[_.-]?(?:version|revision|level))[\"'`]";
    private static final Pattern TELLS_KEY =
            Pattern.compile("(?i)\\b(?:\\w{1,20}_)?(?:set|save|update|put|store|write|upsert)" + KEY);
    private static final Pattern ASKS_KEY = Pattern.compile("(?i)\\b(?:\\w{1,20}_)?(?:get|read|load|fetch|find)" + KEY);
    private static final Pattern COMMENTS = Pattern.compile(
            "(?i)\\bcomment\\s++on\\s++(?:table|schema)\\s++[^\\n]{1,120}?\\bis\\s++[\\\\\"']*+(?:[#$]?\\{|\\$\\w|%[sd(]|[\"']\\s*+[+.|<])");
    private static final Pattern DESCRIPTIONS = Pattern.compile("(?i)\\b(?:pg_description|(?:sh)?obj_description)\\b");
    private static final Pattern SETTINGS =
            Pattern.compile("(?i).*(?:setting|config|system|option|propert|metadata|meta|param|variable|state|info).*");
    private static final Set<String> BESIDES = Set.of(
            "key",
            "k",
            "name",
            "setting",
            "option",
            "property",
            "param",
            "id",
            "value",
            "val",
            "v",
            "data",
            "content",
            "setting_value",
            "description",
            "type",
            "created_at",
            "updated_at",
            "modified");
    private static final int MOST = 200;

    private final TreeView view;

    VersionKeeper(TreeView view) {
        this.view = view;
    }

    /** The version as it is told, where a program both asks for it and tells it. */
    Optional<HistoryTable> in(SourceFile file, String text) {
        Matcher tells = BoundedPattern.in(TELLS, text);
        return tells.find() && BoundedPattern.in(ASKS, text).find()
                ? Optional.of(told(named(text).or(() -> made(file)).or(() -> settings(file)), tells))
                : keyed(file, text);
    }

    /** What ran, as a program tells and asks by the names of functions such as {@code setHasRun} and {@code hasRun}. */
    Optional<HistoryTable> marked(SourceFile file, String text) {
        Matcher tells = BoundedPattern.in(MARKS, text);
        return tells.find() && BoundedPattern.in(MARKED, text).find()
                ? Optional.of(told(named(text).or(() -> settings(file)), tells))
                : Optional.empty();
    }

    /** The version as a row of settings, whose key a program both looks up and sets. */
    Optional<HistoryTable> keyed(SourceFile file, String text) {
        Matcher tells = BoundedPattern.in(TELLS_KEY, text);
        Matcher asks = BoundedPattern.in(ASKS_KEY, text);
        return tells.find() && asks.find() && tells.group(1).equals(asks.group(1))
                ? Optional.of(told(settings(file).or(() -> named(text, SETTINGS)), tells))
                : Optional.empty();
    }

    /** The version as a comment on a table, which a program both writes and reads. */
    Optional<HistoryTable> commented(String text) {
        Matcher tells = BoundedPattern.in(COMMENTS, text);
        return tells.find() && BoundedPattern.in(DESCRIPTIONS, text).find()
                ? Optional.of(told(Optional.empty(), tells))
                : Optional.empty();
    }

    private static HistoryTable told(Optional<String> name, Matcher tells) {
        String table = name.orElse("");
        TableMention told = new TableMention(
                TableMention.Verb.UPDATES, table.isEmpty() ? "=" : table, table, List.of(), tells.start(), "");
        return new HistoryTable(table, HistoryTable.Strength.COLUMNS, told, null, told);
    }

    /** The first string that is the name of a history. */
    static Optional<String> named(String text) {
        return names(text).filter(HistoryNames::isTable).findFirst();
    }

    private static Optional<String> named(String text, Pattern what) {
        return names(text)
                .filter(name -> BoundedPattern.in(what, name).matches())
                .filter(name -> !HistoryNames.isTable(name))
                .findFirst();
    }

    private static Stream<String> names(String text) {
        return CodeStrings.of(text).stream()
                .map(CodeStrings.Piece::content)
                .filter(name -> name.indexOf('_') > 0 && name.length() < 60 && name.matches("\\w+"));
    }

    /** The table that a program next to the keeper gives to the object that keeps what ran. */
    private Optional<String> made(SourceFile keeper) {
        return view.tree().in(keeper.directory()).stream()
                .filter(file -> file.extension().equals(keeper.extension()) && file.size() < RunnerSearch.MOST_BYTES)
                .limit(MOST)
                .flatMap(file -> BoundedPattern.in(MADE, view.text(file).text())
                        .results()
                        .map(made -> made.group(1)))
                .filter(HistoryNames::isTable)
                .findFirst();
    }

    /** The one table of settings that programs of the tree write to. */
    private Optional<String> settings(SourceFile keeper) {
        Set<String> names = new TreeSet<>();
        view.marked(FileMarker.RECORDS).stream()
                .filter(file -> file.extension().equals(keeper.extension())
                        && FileRole.of(file) == FileRole.APPLICATION
                        && file.size() < RunnerSearch.MOST_BYTES
                        && BoundedPattern.in(SETTINGS, file.path()).matches())
                .limit(MOST)
                .forEach(file ->
                        names.addAll(HistoryTables.written(view.text(file).text(), BESIDES)));
        names.removeIf(name -> !BoundedPattern.in(SETTINGS, name).matches());
        return names.size() == 1 ? names.stream().findFirst() : Optional.empty();
    }
}
