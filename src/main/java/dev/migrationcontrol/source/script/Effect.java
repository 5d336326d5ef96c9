package dev.migrationcontrol.source.script;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does to a schema.
 *
 * @param verb in words, such as {@code creates}
 * @param kind such as {@code table} or {@code column}
 * @param name of the object, without quotes; empty where it has none
 * @param on the table of a column, index, constraint, trigger or policy; empty otherwise
 */
public record Effect(Verb verb, String kind, String name, String on) {
    /** What is done. */
    public enum Verb {
        CREATES,
        DROPS,
        ALTERS,
        RENAMES,
        WRITES,
        OTHER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NAME =
            "((?:\"[^\"]++\"|`[^`]++`|[\\w$]++)(?:\\s*+\\.\\s*+(?:\"[^\"]++\"|`[^`]++`|[\\w$]++))*+)";
    private static final Pattern CREATE_INDEX =
            ignoringCase("CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?(?:" + NAME + " )?ON (?:ONLY )?"
                    + NAME + ".*");
    private static final Pattern DEFINES = ignoringCase("\\b(?:CREATE|ALTER|DROP)\\s+(?!TEMP)\\w+|^DO$");
    private static final Pattern TEMPORARY =
            ignoringCase("CREATE (?:GLOBAL |LOCAL )?TEMP(?:ORARY)? \\w+ (?:IF NOT EXISTS )?" + NAME + ".*");
    private static final Pattern CREATE = ignoringCase(
            "CREATE (?:OR REPLACE )?(?:GLOBAL |LOCAL |TEMP |TEMPORARY |UNLOGGED |FOREIGN |RECURSIVE |CONSTRAINT |EVENT )*+(MATERIALIZED VIEW|TABLE"
                    + "|VIEW|TYPE|EXTENSION|SCHEMA|SEQUENCE|FUNCTION|PROCEDURE|TRIGGER|POLICY|ROLE|USER|DOMAIN|DATABASE|RULE|AGGREGATE"
                    + "|OPERATOR|PUBLICATION|COLLATION|STATISTICS|SERVER|CAST|TABLESPACE)(?: IF NOT EXISTS)? " + NAME
                    + "(.*)");
    private static final Pattern DROP = ignoringCase(
            "DROP (?:FOREIGN )?(MATERIALIZED VIEW|TABLE|VIEW|TYPE|EXTENSION|SCHEMA|SEQUENCE|FUNCTION|PROCEDURE|TRIGGER|POLICY|ROLE|USER|DOMAIN"
                    + "|DATABASE|RULE|AGGREGATE|INDEX|PUBLICATION|TABLESPACE|STATISTICS)(?: CONCURRENTLY)?(?: IF EXISTS)? "
                    + NAME + "(.*)");
    private static final Pattern ALTER_TABLE =
            ignoringCase("ALTER TABLE (?:IF EXISTS )?(?:ONLY )?" + NAME + " ?(?:\\* )?(.*)");
    private static final Pattern ALTER = ignoringCase("ALTER (\\w+(?: VIEW)?)(?: IF EXISTS)? " + NAME + "(.*)");
    private static final Pattern ADD_CONSTRAINT = ignoringCase(
            "ADD (?:CONSTRAINT " + NAME + " )?(?:CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY|EXCLUDE|NOT NULL).*");
    private static final Pattern ADD_COLUMN = ignoringCase("ADD (?:COLUMN )?(?:IF NOT EXISTS )?" + NAME + " .+");
    private static final Pattern DROP_CONSTRAINT = ignoringCase("DROP CONSTRAINT (?:IF EXISTS )?" + NAME + ".*");
    private static final Pattern DROP_COLUMN = ignoringCase("DROP (?:COLUMN )?(?:IF EXISTS )?" + NAME + ".*");
    private static final Pattern RENAME_COLUMN = ignoringCase("RENAME (?:COLUMN )?" + NAME + " TO " + NAME + ".*");
    private static final Pattern ALTER_COLUMN = ignoringCase("ALTER (?:COLUMN )?" + NAME + " .*");
    private static final Pattern WRITE =
            ignoringCase("(?:WITH .*?)?(INSERT INTO|UPDATE(?: ONLY)?|DELETE FROM(?: ONLY)?|TRUNCATE(?: TABLE)?|COPY) "
                    + NAME + ".*");

    public static List<Effect> of(Statement statement) {
        String sql = statement.sql();
        Matcher matcher;
        if ((matcher = BoundedPattern.in(CREATE_INDEX, sql)).matches()) {
            return List.of(new Effect(Verb.CREATES, "index", name(matcher, 1), name(matcher, 2)));
        }
        if ((matcher = BoundedPattern.in(TEMPORARY, sql)).matches()) {
            return List.of(new Effect(Verb.OTHER, "TEMPORARY", name(matcher, 1), ""));
        }
        if ((matcher = BoundedPattern.in(CREATE, sql)).matches()) {
            return List.of(
                    new Effect(Verb.CREATES, kind(matcher), name(matcher, 2), on(kind(matcher), matcher.group(3))));
        }
        if ((matcher = BoundedPattern.in(DROP, sql)).matches()) {
            return drops(matcher);
        }
        if ((matcher = BoundedPattern.in(ALTER_TABLE, sql)).matches()) {
            return actions(name(matcher, 1), String.valueOf(matcher.group(2)));
        }
        if ((matcher = BoundedPattern.in(ALTER, sql)).matches()) {
            return List.of(new Effect(Verb.ALTERS, kind(matcher), name(matcher, 2), ""));
        }
        if ((matcher = BoundedPattern.in(WRITE, sql)).matches()) {
            return List.of(new Effect(Verb.WRITES, "rows", name(matcher, 2), ""));
        }
        String word = firstWord(sql);
        boolean block = word.equals("DO") && !BoundedPattern.in(DEFINES, sql).find();
        return List.of(new Effect(Verb.OTHER, block ? "BLOCK" : word, "", ""));
    }

    /** Whether it changes what a schema holds, not only rows. */
    boolean changesSchema() {
        return switch (verb) {
            case CREATES, DROPS, ALTERS, RENAMES -> !name.startsWith("pg_temp.");
            case WRITES -> false;
            case OTHER -> kind.equals("DO") || kind.equals("CALL");
        };
    }

    private static List<Effect> drops(Matcher matcher) {
        List<Effect> effects = new ArrayList<>();
        String rest = String.valueOf(matcher.group(3));
        effects.add(new Effect(Verb.DROPS, kind(matcher), name(matcher, 2), on(kind(matcher), rest)));
        for (String more : rest.split(",")) {
            String name = more.strip().replaceAll("(?i)\\s+(CASCADE|RESTRICT)$", "");
            if (rest.strip().startsWith(",") && name.matches("[\\w\".$]+")) {
                effects.add(new Effect(Verb.DROPS, kind(matcher), clean(name), ""));
            }
        }
        return effects;
    }

    private static List<Effect> actions(String table, String actions) {
        List<Effect> effects = new ArrayList<>();
        for (String action : topLevel(actions)) {
            effects.add(action(table, action.strip()));
        }
        return effects;
    }

    private static Effect action(String table, String action) {
        Matcher matcher;
        if ((matcher = BoundedPattern.in(ADD_CONSTRAINT, action)).matches()) {
            return new Effect(Verb.CREATES, "constraint", name(matcher, 1), table);
        }
        if (action.toUpperCase(Locale.ROOT).startsWith("ADD ")
                && (matcher = BoundedPattern.in(ADD_COLUMN, action)).matches()) {
            return new Effect(Verb.CREATES, "column", name(matcher, 1), table);
        }
        if ((matcher = BoundedPattern.in(DROP_CONSTRAINT, action)).matches()) {
            return new Effect(Verb.DROPS, "constraint", name(matcher, 1), table);
        }
        if ((matcher = BoundedPattern.in(DROP_COLUMN, action)).matches()) {
            return new Effect(Verb.DROPS, "column", name(matcher, 1), table);
        }
        if (action.toUpperCase(Locale.ROOT).startsWith("RENAME TO ")) {
            return new Effect(Verb.RENAMES, "table", table, "");
        }
        if ((matcher = BoundedPattern.in(RENAME_COLUMN, action)).matches()) {
            return new Effect(Verb.RENAMES, "column", name(matcher, 1), table);
        }
        if ((matcher = BoundedPattern.in(ALTER_COLUMN, action)).matches()) {
            return new Effect(Verb.ALTERS, "column", name(matcher, 1), table);
        }
        return new Effect(Verb.ALTERS, "table", table, "");
    }

    /** The actions of an ALTER TABLE: split at commas outside of brackets and quotes. */
    private static List<String> topLevel(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (!quoted && depth == 0 && c == ',') {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static final Pattern ON = ignoringCase(".*? ON " + NAME + ".*");

    private static String on(String kind, @Nullable String rest) {
        if (rest == null || !kind.matches("trigger|policy|rule|index")) {
            return "";
        }
        Matcher on = BoundedPattern.in(ON, rest);
        return on.matches() ? name(on, 1) : "";
    }

    private static String kind(Matcher matcher) {
        return String.valueOf(matcher.group(1)).toLowerCase(Locale.ROOT);
    }

    private static String name(Matcher matcher, int group) {
        String name = matcher.group(group);
        return name == null ? "" : clean(name);
    }

    public static String clean(String name) {
        return name.replaceAll("[\"`\\s]", "").replaceFirst("^public\\.", "");
    }

    private static String firstWord(String sql) {
        int end = 0;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(0, end).toUpperCase(Locale.ROOT);
    }

    private static Pattern ignoringCase(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
