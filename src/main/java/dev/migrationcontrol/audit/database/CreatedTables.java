package dev.migrationcontrol.audit.database;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that scripts create in plain statements and that no statement of any of them takes away again, with the
 * script. Bodies, literals and dynamic statements do not count, so each is really meant to be there.
 */
final class CreatedTables {
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final String NAME = "(?:\"[^\"]+\"|[\\w$]+)";
    private static final Pattern CREATE = Pattern.compile(
            "\\bcreate\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?(?:(" + NAME + ")\\s*\\.\\s*)?(" + NAME
                    + ")(?=[\\s(])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TAKES_AWAY =
            Pattern.compile("\\b(drop|rename|set\\s+schema|execute)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern DROPS_SCHEMA =
            Pattern.compile("\\bdrop\\s+(schema|owned)\\b", Pattern.CASE_INSENSITIVE);

    private CreatedTables() {}

    /** Name, with its schema where the script says it, to the script that creates it. */
    static Map<String, String> standing(Map<String, String> scripts) {
        Map<String, String> created = new LinkedHashMap<>();
        if (scripts.values().stream()
                .anyMatch(text -> DROPS_SCHEMA.matcher(text).find())) {
            return created;
        }
        scripts.forEach((script, text) -> {
            Matcher create = CREATE.matcher(
                    TEXT.matcher(COMMENT.matcher(text).replaceAll(" ")).replaceAll(" "));
            while (create.find()) {
                String schema = create.group(1) == null ? "" : folded(create.group(1)) + ".";
                created.putIfAbsent(schema + folded(create.group(2)), script);
            }
        });
        SqlWords gone = takenAway(scripts.values());
        created.keySet().removeIf(name -> gone.contain(name.substring(name.indexOf('.') + 1)));
        return created;
    }

    private static SqlWords takenAway(Collection<String> texts) {
        SqlWords words = new SqlWords();
        for (String text : texts) {
            for (String statement : COMMENT.matcher(text).replaceAll(" ").split(";")) {
                if (TAKES_AWAY.matcher(statement).find()) {
                    words.add(statement);
                }
            }
        }
        return words;
    }

    private static String folded(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
    }
}
