package dev.migrationcontrol.source.history;

import dev.migrationcontrol.source.history.TableMention.Verb;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds statements of SQL in the text of programs of all languages, also those that are put together from pieces. */
final class TableMentions {
    private static final int MOST = 400;
    private static final int TAIL = 240;
    private static final Pattern STATEMENT = Pattern.compile(
            "(?i)\\b(?:(insert|replace|merge)\\s++(?:or\\s++\\w++\\s++|ignore\\s++)?+into\\b|(create)\\s++(?:temp\\w*+\\s++|unlogged\\s++)?+table\\b(?:\\s++if\\s++not\\s++exists\\b)?+|(update)\\b(?=[\\s\"'`])|(select)\\b)");
    private static final Pattern FROM = Pattern.compile("(?i)\\bfrom\\b");
    private static final Pattern SET = Pattern.compile("(?i)^[\\s\"'`\\\\+.]*+set\\b[\\s\"'`\\\\+.]*+(\\w++)");
    private static final Pattern DIRECT = Pattern.compile("\\s*+(?:table\\(\\s*+)?+:?[\"'`](\\w++)");
    private static final Pattern CHAINED = Pattern.compile(
            "\\s*+(:?[\"'`]?)([A-Za-z_]\\w*+)[\"'`]?\\s*+[)\\]]((?:\\s*+(?:\\.|->)\\s*+\\w++(?:\\([^()\\n]{0,80}+\\))?+){0,4})");
    private static final Set<String> INSERTING =
            Set.of("insert", "insertinto", "insert_all", "insert_into", "upsert", "insertorignore");
    private static final Pattern BUILDER =
            Pattern.compile("(?i)(?:\\w{0,30}_|[a-z]{0,30})??(?:table|from|into|knex|db|trx|tx|conn|connection)");
    private static final int LONGEST_CALL = 500;
    private static final Pattern KEY = Pattern.compile("[\\[{(,]\\s*+[\"':]?(\\w++)[\"']?\\s*+(?:=>|:|=)");

    private static final int BODY = 1200;
    private static final Pattern OBJECT = Pattern.compile(
            "\\bobject\\s++(\\w++)\\s*+:\\s*+(?:\\w++\\.)*+\\w{0,12}Table(?:<\\w++>)?\\(\\s*+(?:name\\s*+=\\s*+)?(?:\"(?:\\w++\\.)?(\\w++)\")?");
    private static final Pattern COLUMN =
            Pattern.compile("\\bval\\s++\\w++\\s*+(?::[^=\\n]{0,60})?=\\s*+\\w++\\(\\s*+\"(\\w++)\"");
    private static final Pattern USE = Pattern.compile(
            "\\b([A-Z]\\w++)\\s*+\\.\\s*+(?:(insert\\w{0,12}|upsert|replace|batchInsert)|selectAll|select|slice)\\b\\s*+[({]");
    private static final Pattern SET_COLUMN = Pattern.compile("\\w++\\[\\s*+(?:\\w++\\.)?(\\w++)\\s*+\\]\\s*+=");

    private final String text;
    private final List<TableMention> mentions = new ArrayList<>();

    private TableMentions(String text) {
        this.text = text;
    }

    static List<TableMention> in(String text) {
        TableMentions all = new TableMentions(text);
        all.statements();
        all.calls();
        all.objects();
        all.mentions.addAll(EntityMentions.in(text));
        return all.mentions;
    }

    private void statements() {
        Matcher matcher = BoundedPattern.in(STATEMENT, text);
        while (matcher.find() && mentions.size() < MOST) {
            Verb verb = matcher.group(1) != null
                    ? Verb.INSERTS
                    : matcher.group(2) != null ? Verb.CREATES : matcher.group(3) != null ? Verb.UPDATES : Verb.READS;
            statement(verb, matcher.start(), matcher.end());
        }
    }

    private void statement(Verb verb, int start, int end) {
        List<String> columns = List.of();
        int from = end;
        if (verb == Verb.READS) {
            String window = text.substring(end, Math.min(text.length(), end + TAIL));
            Matcher table = BoundedPattern.in(FROM, window);
            if (!table.find() || window.substring(0, table.start()).contains(";")) {
                return;
            }
            columns = ColumnList.selected(window.substring(0, table.start()));
            from = end + table.end();
        }
        TargetName target = new TargetName(text, from);
        if (!target.read()) {
            return;
        }
        String tail = text.substring(target.end(), Math.min(text.length(), target.end() + TAIL));
        if (verb == Verb.INSERTS || verb == Verb.CREATES) {
            columns = ColumnList.after(text, target.end(), verb == Verb.CREATES);
        } else if (verb == Verb.UPDATES) {
            Matcher set = BoundedPattern.in(SET, tail);
            if (!set.find()) {
                return;
            }
            columns = List.of(String.valueOf(set.group(1)).toLowerCase(Locale.ROOT));
        }
        mentions.add(new TableMention(verb, target.key(), target.spelled(), columns, start, tail));
    }

    /** Query builders, as in {@code knex('x').insert(…)} and {@code $connection->insert('x', […])}. */
    private void calls() {
        for (int at = 0; at < text.length() && mentions.size() < MOST * 2; at++) {
            char bracket = text.charAt(at);
            if (bracket == '(' || bracket == '[') {
                String name = before(at);
                if (bracket == '(' && INSERTING.contains(name.toLowerCase(Locale.ROOT))) {
                    direct(at, name);
                } else if (bracket == '('
                        ? BoundedPattern.in(BUILDER, name).matches()
                        : name.equals("DB") || name.equals("db")) {
                    chained(at, name);
                }
            }
        }
    }

    /** The word before a bracket. */
    private String before(int bracket) {
        int end = bracket > 0 && text.charAt(bracket - 1) == '!' ? bracket - 1 : bracket;
        int start = end;
        while (start > 0 && end - start < TAIL && isWord(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private String after(int bracket) {
        return text.substring(bracket + 1, Math.min(text.length(), bracket + 1 + LONGEST_CALL));
    }

    private void direct(int bracket, String call) {
        Matcher found = BoundedPattern.in(DIRECT, after(bracket));
        if (found.lookingAt()) {
            String name = String.valueOf(found.group(1));
            String tail = tail(bracket + 1 + found.end());
            mentions.add(new TableMention(
                    Verb.INSERTS, name.toLowerCase(Locale.ROOT), name, keys(tail), bracket - call.length(), tail));
        }
    }

    private void chained(int bracket, String call) {
        Matcher found = BoundedPattern.in(CHAINED, after(bracket));
        if (!found.lookingAt()) {
            return;
        }
        String chain = String.valueOf(found.group(3));
        String lower = chain.toLowerCase(Locale.ROOT);
        boolean inserts = lower.contains("insert") || lower.contains("upsert");
        String name = String.valueOf(found.group(2));
        boolean quoted = !String.valueOf(found.group(1)).isEmpty();
        String tail = tail(bracket + 1 + found.end());
        mentions.add(new TableMention(
                inserts ? Verb.INSERTS : Verb.READS,
                quoted ? name.toLowerCase(Locale.ROOT) : "=" + name,
                quoted ? name : "",
                inserts ? keys(chain + tail) : List.of(),
                bracket - call.length(),
                tail));
    }

    private String tail(int from) {
        return text.substring(from, Math.min(text.length(), from + TAIL));
    }

    /** Tables that are objects of a program, as {@code object Steps : Table("steps")} and {@code Steps.insert}. */
    private void objects() {
        Map<String, String> names = new HashMap<>();
        Matcher object = BoundedPattern.in(OBJECT, text);
        while (object.find() && mentions.size() < MOST * 2) {
            String name = object.group(2) == null ? "" : String.valueOf(object.group(2));
            String body = text.substring(object.end(), Math.min(text.length(), object.end() + BODY));
            int end = body.indexOf("\n}");
            List<String> columns = new ArrayList<>();
            Matcher column = BoundedPattern.in(COLUMN, end < 0 ? body : body.substring(0, end));
            while (column.find()) {
                columns.add(String.valueOf(column.group(1)).toLowerCase(Locale.ROOT));
            }
            names.put(String.valueOf(object.group(1)), name);
            mention(Verb.CREATES, name, String.valueOf(object.group(1)), columns, object.start(), body);
        }
        Matcher use = BoundedPattern.in(USE, text);
        while (use.find() && mentions.size() < MOST * 2) {
            String type = String.valueOf(use.group(1));
            Verb verb = use.group(2) != null ? Verb.INSERTS : Verb.READS;
            String tail = text.substring(use.end(), Math.min(text.length(), use.end() + TAIL));
            List<String> columns = new ArrayList<>();
            int end = tail.indexOf('}');
            Matcher set = BoundedPattern.in(SET_COLUMN, end < 0 ? tail : tail.substring(0, end));
            while (verb == Verb.INSERTS && set.find()) {
                columns.add(String.valueOf(set.group(1)).toLowerCase(Locale.ROOT));
            }
            mention(verb, names.getOrDefault(type, ""), type, columns, use.start(), tail);
        }
    }

    private void mention(Verb verb, String name, String type, List<String> columns, int at, String tail) {
        String key = name.isEmpty() ? "=" + type : name.toLowerCase(Locale.ROOT);
        mentions.add(new TableMention(verb, key, name, columns, at, tail));
    }

    private static List<String> keys(String tail) {
        int end = tail.indexOf(')');
        Matcher key = BoundedPattern.in(KEY, end < 0 ? tail : tail.substring(0, end));
        List<String> keys = new ArrayList<>();
        while (key.find()) {
            keys.add(String.valueOf(key.group(1)).toLowerCase(Locale.ROOT));
        }
        return keys;
    }
}
