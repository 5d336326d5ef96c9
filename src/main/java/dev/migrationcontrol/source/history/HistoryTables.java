package dev.migrationcontrol.source.history;

import dev.migrationcontrol.source.history.HistoryTable.Strength;
import dev.migrationcontrol.source.history.TableMention.Verb;
import dev.migrationcontrol.system.table.HistoryNames;
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
import org.jspecify.annotations.Nullable;

/**
 * Finds the table in which a program records what it ran: rows are written to it, and the program looks up or makes what it
 * holds. Its name need not say so; then its columns have to, and nothing else may be in it.
 */
public final class HistoryTables {
    private static final Pattern COUNTED = Pattern.compile(
            "(?:distinct )?(?:count|max|min|coalesce|exists|ifnull|array_agg|string_agg|cast|to_char|1|true\\b.*|\\*|not exists|last_value)\\b.*|\\d+|\\*|\\$.*|%s|\\{.*");
    private static final Pattern LOOKED_UP = Pattern.compile(
            "(?is)on\\s+conflict.{0,120}?do\\s+nothing|where\\s+not\\s+exists|insert\\s+ignore|insert\\s+or\\s+ignore");
    private static final Pattern VERSION_KEY = Pattern.compile(
            "(?i)[\"'](?!(?:latest|newest|app|api|client|release)[_.-])(?:\\w{0,30}[_.-])?(?:schema|db|database|migrations?|data)?[_.-]?(?:version|revision|migrations?|level)(?:[_.-]\\w{1,20})?[\"']");
    private static final Set<String> KEYS = Set.of("key", "k", "name", "setting", "option", "property", "param", "id");
    private static final Set<String> VALUES = Set.of("value", "val", "v", "data", "setting_value", "content");
    private static final int MOST_COLUMNS = 14;

    private final String text;
    private final Map<String, List<TableMention>> byTable = new LinkedHashMap<>();

    private HistoryTables(String text) {
        this.text = text;
        HeldNames names = null;
        for (TableMention mention : TableMentions.in(text)) {
            names = names == null && !mention.isNamed() ? new HeldNames(text) : names;
            TableMention named = mention.isNamed() || names == null
                    ? mention
                    : names.of(mention.variable()).map(mention::named).orElse(mention);
            byTable.computeIfAbsent(named.table(), first -> new ArrayList<>()).add(named);
        }
    }

    /** The likeliest of a program's text. */
    public static Optional<HistoryTable> in(String text) {
        HistoryTables tables = new HistoryTables(text);
        return tables.all().stream()
                .max(Comparator.comparing(HistoryTable::strength)
                        .thenComparing(table -> table.created() != null)
                        .thenComparing(table -> table.read() != null)
                        .thenComparing(tables::uses)
                        .thenComparing(table -> -table.written().at()));
    }

    /** Tables of a name and a value to which rows are written that hold nothing but some columns. */
    public static List<String> written(String text, Set<String> columns) {
        return TableMentions.in(text).stream()
                .filter(each -> each.verb() == Verb.INSERTS && each.isNamed())
                .filter(each -> each.columns().stream().anyMatch(KEYS::contains)
                        && each.columns().stream().anyMatch(VALUES::contains)
                        && columns.containsAll(each.columns()))
                .map(TableMention::spelled)
                .distinct()
                .toList();
    }

    /** The table into which a statement of a migration writes the migration's own version; any where that is empty. */
    public static Optional<String> ownRecord(String statement, String version) {
        String plain = Pattern.quote(version.replaceFirst("^[vV]?0*(?=\\d)", ""));
        Pattern literal = Pattern.compile("(?:'[vV]?|[(=,]\\s{0,20}|\\b)0*" + plain + "(?![\\w.])");
        return TableMentions.in(statement).stream()
                .filter(each -> (each.verb() == Verb.INSERTS || each.verb() == Verb.UPDATES) && each.isNamed())
                .filter(each -> each.columns().stream().anyMatch(HistoryNames::isTelling)
                        || HistoryNames.isTable(each.spelled()))
                .filter(each -> version.isEmpty()
                        || BoundedPattern.in(literal, each.tail()).find())
                .map(TableMention::spelled)
                .findFirst();
    }

    /** Where another file of a program looks up the table. */
    public static Optional<TableMention> lookup(String text, HistoryTable table) {
        return TableMentions.in(text).stream()
                .filter(each -> each.verb() == Verb.READS)
                .filter(each -> each.isNamed()
                        ? each.spelled().equalsIgnoreCase(table.name())
                        : !each.variable().isEmpty()
                                && each.variable().equals(table.written().variable()))
                .findFirst();
    }

    public static List<HistoryTable> all(String text) {
        return new HistoryTables(text).all();
    }

    private List<HistoryTable> all() {
        List<HistoryTable> found = new ArrayList<>();
        byTable.values().forEach(mentions -> judge(mentions).ifPresent(found::add));
        return found;
    }

    private int uses(HistoryTable table) {
        return byTable.getOrDefault(table.written().table(), List.of()).size();
    }

    private Optional<HistoryTable> judge(List<TableMention> mentions) {
        TableMention written = first(mentions, Verb.INSERTS);
        TableMention updated = first(mentions, Verb.UPDATES);
        TableMention created = first(mentions, Verb.CREATES);
        TableMention read = mentions.stream()
                .filter(each -> each.verb() == Verb.READS && isLookup(each))
                .findFirst()
                .orElse(null);
        TableMention change = written != null ? written : updated;
        if (change == null) {
            return Optional.empty();
        }
        boolean looked =
                read != null || BoundedPattern.in(LOOKED_UP, change.tail()).find();
        String name = change.spelled();
        boolean named = HistoryNames.isTable(name.isEmpty() ? change.variable() : name);
        List<String> columns = columns(change, created);
        Strength strength = null;
        if (named && (updated == null || written != null || isVersion(updated))) {
            strength = Strength.NAME;
        } else if (looked && written == null && isVersion(change)) {
            strength = Strength.COLUMNS;
        } else if (isPair(columns, created) && namesVersion(mentions)) {
            strength = Strength.COLUMNS;
        } else if (looked && isHistory(columns, created)) {
            strength = isProven(columns, created) ? Strength.COLUMNS : Strength.PLAIN;
        }
        return Optional.ofNullable(strength).map(found -> new HistoryTable(name, found, change, created, read));
    }

    private static @Nullable TableMention first(List<TableMention> mentions, Verb verb) {
        return mentions.stream().filter(each -> each.verb() == verb).findFirst().orElse(null);
    }

    private static List<String> columns(TableMention change, @Nullable TableMention created) {
        return change.columns().isEmpty() && created != null ? created.columns() : change.columns();
    }

    /** Whether what is read are the rows' names, times or number, and not what rows of other things hold. */
    private static boolean isLookup(TableMention read) {
        return !read.columns().isEmpty()
                        && read.columns().stream()
                                .map(column -> column.replaceFirst("^(?:distinct |\\w{1,20}\\.)", "")
                                        .replaceFirst(" (?:as )?\\w+$|::\\w+$", ""))
                                .allMatch(column ->
                                        BoundedPattern.in(COUNTED, column).matches()
                                                || HistoryNames.isUsual(column)
                                                || VALUES.contains(column))
                || read.columns().isEmpty();
    }

    private static boolean isVersion(TableMention updated) {
        return updated.columns().stream().anyMatch(HistoryNames::isTelling);
    }

    /** Rows of a name and a value, one of which is a version. */
    private static boolean isPair(List<String> columns, @Nullable TableMention created) {
        List<String> all = created == null || created.columns().isEmpty() ? columns : created.columns();
        return columns.size() == 2
                && all.size() <= 5
                && columns.stream().anyMatch(KEYS::contains)
                && columns.stream().anyMatch(VALUES::contains);
    }

    private boolean namesVersion(List<TableMention> mentions) {
        return mentions.stream()
                .filter(each -> each.verb() == Verb.INSERTS || each.verb() == Verb.UPDATES)
                .anyMatch(each -> BoundedPattern.in(VERSION_KEY, each.tail()).find());
    }

    private static boolean isHistory(List<String> columns, @Nullable TableMention created) {
        List<String> declared = created == null ? List.of() : created.columns();
        return !columns.isEmpty()
                && columns.size() <= MOST_COLUMNS
                && declared.size() <= MOST_COLUMNS
                && columns.stream().allMatch(HistoryNames::isUsual)
                && declared.stream().filter(HistoryNames::isUsual).count() >= declared.size() * 0.7;
    }

    private static boolean isProven(List<String> columns, @Nullable TableMention created) {
        List<String> all = new ArrayList<>(columns);
        if (created != null) {
            all.addAll(created.columns());
        }
        boolean identified = all.stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .anyMatch(column -> KEYS.contains(column) || column.matches("num(ber)?|seq|title|label|step"));
        return all.stream().anyMatch(HistoryNames::isTelling)
                || identified && all.stream().anyMatch(HistoryNames::isProof);
    }
}
