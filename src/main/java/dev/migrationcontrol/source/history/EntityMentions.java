package dev.migrationcontrol.source.history;

import dev.migrationcontrol.source.history.TableMention.Verb;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows that programs write and look up as objects of a mapper, as {@code Insert(&SchemaVersion{…})} and {@code Step.create(…)}. */
final class EntityMentions {
    private static final int MOST = 200;
    private static final int TAIL = 240;
    private static final String TYPE = "(?:\\w++\\.)*+([A-Z]\\w{2,60})";
    private static final Pattern WRITES = Pattern.compile("\\bRepo\\.insert!?\\(\\s*+%" + TYPE + "\\{"
            + "|\\.(?:InsertOne|Insert|Create|Save|FirstOrCreate|Upsert|save|saveAndFlush|persist|insert|merge|create|add|Add|AddAsync|upsert)\\(\\s*+(?:\\w{1,12}\\s*+,\\s*+)?+(?:&|%|new\\s++)?+"
            + TYPE + "\\s*+[({]"
            + "|\\b([A-Z]\\w{2,60})(?:\\.(?:objects|query)|::query\\(\\))?(?:\\.|::|->)(?:create|insert|get_or_create|update_or_create|firstOrCreate|updateOrCreate|find_or_create_by|insert_all|bulkCreate|findOrCreate)!?\\s*+[({ ]"
            + "|%" + TYPE + "\\{[^{}]{0,300}\\}\\s*+\\|>\\s*+(?:\\w++\\.)?Repo\\.insert"
            + "|\\b([a-z]\\w{2,60})::ActiveModel\\s*+\\{");
    private static final Pattern READS =
            Pattern.compile("(?:\\bnew\\(|&|%|\\bquery\\(\\s*+|\\bselect\\(\\s*+|\\bgetRepository\\(\\s*+|\\bin\\s++)"
                    + TYPE + "\\b"
                    + "|\\b([A-Z]\\w{2,60})(?:\\.|::|->)(?:objects|query|select|all|where|find\\w{0,12}|exists\\??|pluck|order\\w{0,4}|max\\w{0,4}|last|count|latest|first|scan)\\b"
                    + "|\\b([a-z]\\w{2,60})::Entity\\b");
    private static final Pattern FIELD =
            Pattern.compile("(?:^|[({,\\[\\s])[\"':]?([A-Za-z_]\\w{0,40})[\"']?\\s*+(?:=>|:(?!:)|=(?!=))");
    /** Types that many programs have, and that are rows of no history. */
    private static final Set<String> COMMON =
            Set.of("Map", "HashMap", "ArrayList", "List", "Date", "Thread", "Exception", "Error", "Object", "String");

    private EntityMentions() {}

    static List<TableMention> in(String text) {
        List<TableMention> mentions = new ArrayList<>();
        Matcher writes = BoundedPattern.in(WRITES, text);
        while (writes.find() && mentions.size() < MOST) {
            add(mentions, Verb.INSERTS, writes, text);
        }
        if (mentions.isEmpty()) {
            return mentions;
        }
        Set<String> written = new HashSet<>();
        mentions.forEach(each -> written.add(each.table()));
        Matcher reads = BoundedPattern.in(READS, text);
        List<TableMention> read = new ArrayList<>();
        int from = 0;
        while (read.size() < MOST && from <= text.length() && reads.find(from)) {
            add(read, Verb.READS, reads, text);
            from = reads.start() + 1;
        }
        read.removeIf(each -> !written.contains(each.table())
                || mentions.stream().anyMatch(write -> write.at() <= each.at() && each.at() < write.at() + 60));
        mentions.addAll(read);
        return mentions;
    }

    private static void add(List<TableMention> mentions, Verb verb, Matcher found, String text) {
        for (int group = 1; group <= found.groupCount(); group++) {
            String type = found.group(group);
            if (type != null && !COMMON.contains(type)) {
                String tail = text.substring(found.end(), Math.min(text.length(), found.end() + TAIL));
                List<String> columns = verb == Verb.INSERTS ? fields(found.group(), tail) : List.of();
                mentions.add(new TableMention(verb, "=." + type, "", columns, found.start(), tail));
            }
        }
    }

    private static List<String> fields(String call, String tail) {
        String all = call.substring(Math.max(call.lastIndexOf('{'), call.lastIndexOf('(')) + 1) + tail;
        int end = 0;
        for (int depth = 1; end < all.length() && depth > 0; end++) {
            char c = all.charAt(end);
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
        }
        List<String> fields = new ArrayList<>();
        Matcher field = BoundedPattern.in(FIELD, all.substring(0, end));
        while (field.find()) {
            fields.add(String.valueOf(field.group(1))
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toLowerCase(Locale.ROOT));
        }
        return fields;
    }
}
