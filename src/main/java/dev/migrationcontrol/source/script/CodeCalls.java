package dev.migrationcontrol.source.script;

import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Tokens;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what migrations written in code do, as SQL: the calls that their libraries offer are much alike in all languages, and
 * differ in case and underscores only.
 */
final class CodeCalls {
    private static final Pattern CALL = Pattern.compile(
            "(?<![\\w])(?:create_?(?:table|index|type|enum|extension|view|function|trigger|schema|sequence|constraint|foreign_?key)(?:_?if_?not_?exists)?"
                    + "|drop_?(?:table|index|type|enum|column|columns|constraint|extension|view|function|trigger|schema|foreign_?key)(?:_?if_?exists)?"
                    + "|(?:add|remove|rename|alter|change)_?(?:column|columns|index|table|constraint|foreign_?key|reference|belongs_?to|timestamps)"
                    + "|schema::(?:create|table|drop|drop_?if_?exists|rename)|(?:create|alter|drop|rename)\\s+table\\(|(?:create|drop)\\s+(?:unique_)?index\\("
                    + "|exec(?:ute(?:_unprepared|_sql|sync)?|context)?|(?:add|run)_?sql|sql|query|statement|unprepared|raw|insert_?data|insert|return(?=\\s*+\"\"\"))(?![\\w])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("[:\"'`]{1}([A-Za-z_][\\w.$]*)[\"'`]?|\\w+::(?!with|Table|create)(\\w+)");
    /** The name of a class of the program, next to that of the table. */
    private static final String CLASS_NAME = "\\b\\w*class_name\\s*=\\s*[\"'][^\"'\n]*[\"']";

    private static final Pattern STRING = Pattern.compile(
            "^[\\s(,]*+(?:(?:\\w{0,8}[cC]tx|context\\.\\w++\\(\\))\\s*+,\\s*+)?+(?:@|r#?|f|text\\(|<<[-~]?['\"]?\\w++['\"]?|sqlalchemy\\.text\\(|sa\\.text\\(|knex\\.raw\\()?+\\s*+(\"\"\"|'''|\"|'|`)((?:\\\\.|(?!\\1).)*+)\\1",
            Pattern.DOTALL);
    private static final Pattern HEREDOC =
            Pattern.compile("^[\\s(]*+<<[-~]?['\"]?(\\w++)['\"]?+[^\\n]*+\\n(.*?)\\n\\s*+\\1\\b", Pattern.DOTALL);

    private CodeCalls() {}

    static List<Statement> statements(SourceText source, int from, int to) {
        String text = source.text();
        int end = Math.min(to, text.length());
        List<Statement> statements = new ArrayList<>();
        Matcher call = BoundedPattern.in(CALL, text).useTransparentBounds(true);
        int at = from;
        while ((at = next(text, at, end)) < end) {
            if (!call.region(at, end).lookingAt()) {
                at++;
                continue;
            }
            at = call.end();
            int line = source.lineAt(call.start());
            if (isComment(source.line(line))) {
                continue;
            }
            // A function that returns SQL may return all of a schema.
            int most = call.group().equals("return") ? end : call.end() + 4000;
            String rest = text.substring(call.end(), Math.min(end, most));
            statements.addAll(read(call.group().toLowerCase(Locale.ROOT).replace("_", ""), rest, line));
        }
        return statements;
    }

    /** The next word that begins as the name of a call does. */
    private static int next(String text, int from, int end) {
        for (int i = from; i + 1 < end; i++) {
            boolean begins = i == 0 || !isWord(text.charAt(i - 1));
            if (begins && isBeginning(lower(text.charAt(i)), lower(text.charAt(i + 1)))) {
                return i;
            }
        }
        return end;
    }

    private static boolean isBeginning(char one, char two) {
        return switch (one) {
            case 'a' -> two == 'd' || two == 'l';
            case 'c' -> two == 'r' || two == 'h';
            case 'd' -> two == 'r';
            case 'e' -> two == 'x';
            case 'i', 'u' -> two == 'n';
            case 'q' -> two == 'u';
            case 'r' -> two == 'e' || two == 'a' || two == 'u';
            case 's' -> two == 'c' || two == 'q' || two == 't';
            default -> false;
        };
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    private static boolean isComment(String line) {
        String text = line.strip();
        return text.startsWith("#") && !text.startsWith("#[")
                || text.startsWith("//")
                || text.startsWith("*")
                || text.startsWith("--");
    }

    private static List<Statement> read(String call, String rest, int line) {
        if (call.matches("(exec.*|(add|run)?sql|query|statement|unprepared|raw|return)")) {
            return sql(rest, line);
        }
        String argument = rest.length() > 240 ? rest.substring(0, 240) : rest;
        List<String> names = names(argument);
        String first = names.isEmpty() ? "" : names.get(0);
        String second = names.size() < 2 ? first : names.get(1);
        if (first.isEmpty()) {
            return List.of();
        }
        return List.of(Statement.of(pseudo(call, first, second, argument), line));
    }

    private static List<Statement> sql(String rest, int line) {
        Matcher heredoc = BoundedPattern.in(HEREDOC, rest);
        if (heredoc.find()) {
            return ScriptOutline.of(String.valueOf(heredoc.group(2)), line + 1);
        }
        Matcher string = BoundedPattern.in(STRING, rest);
        if (!string.find() || string.group(2) == null) {
            return List.of();
        }
        return "`".equals(string.group(1)) ? written(string.group(2), line) : escaped(string.group(2), line);
    }

    /** The statements of a literal, when it looks like SQL. */
    static List<Statement> written(String literal, int line) {
        return FIRST_WORDS.contains(Tokens.firstWord(literal)) ? ScriptOutline.of(literal, line) : List.of();
    }

    /** The same for a literal in which a backslash escapes; all of it counts as one line where it has escaped line breaks. */
    static List<Statement> escaped(String literal, int line) {
        String text =
                literal.replaceAll("\\\\[nr]", "\n").replaceAll("\\\\t", " ").replaceAll("\\\\(.)", "$1");
        List<Statement> statements = written(text, line);
        return text.length() == literal.length()
                ? statements
                : statements.stream()
                        .map(each -> Statement.of(each.text(), line))
                        .toList();
    }

    private static final Set<String> FIRST_WORDS = Set.of(
            "CREATE",
            "ALTER",
            "DROP",
            "INSERT",
            "UPDATE",
            "DELETE",
            "TRUNCATE",
            "GRANT",
            "REVOKE",
            "COMMENT",
            "DO",
            "SELECT",
            "WITH",
            "SET",
            "REINDEX",
            "VACUUM",
            "ANALYZE",
            "REFRESH",
            "BEGIN",
            "COMMIT",
            "LOCK",
            "COPY",
            "CALL",
            "CLUSTER");

    /**
     * What a call does.
     *
     * @param verb what it begins with
     * @param objects one of which is in it
     * @param sql of the first name, the second, CONCURRENTLY where it is said, and the kind of object in the call
     */
    private record Meaning(String verb, List<String> objects, String sql) {
        static Meaning of(String verb, String objects, String sql) {
            return new Meaning(verb, List.of(objects.split(" ")), sql);
        }

        boolean is(String call) {
            return call.startsWith(verb) && objects.stream().anyMatch(call::contains);
        }
    }

    private static final String COLUMN = "column reference belongsto timestamps";
    private static final String CONSTRAINT = "constraint foreignkey";
    /** The first that fits counts. */
    private static final List<Meaning> MEANINGS = List.of(
            Meaning.of("schema::create", "", "CREATE TABLE %1$s ()"),
            Meaning.of("schema::drop", "", "DROP TABLE %1$s"),
            Meaning.of("schema::rename", "", "ALTER TABLE %1$s RENAME TO %2$s"),
            Meaning.of("schema::", "", "ALTER TABLE %1$s SET ()"),
            Meaning.of("drop", "index", "DROP INDEX %3$s%1$s"),
            Meaning.of("remove", "index", "DROP INDEX %3$s%1$s_index"),
            Meaning.of("", "index", "CREATE INDEX %3$sON %1$s ()"),
            Meaning.of("create", "table", "CREATE TABLE %1$s ()"),
            Meaning.of("add", "table", "CREATE TABLE %1$s ()"),
            Meaning.of("drop", "table", "DROP TABLE %1$s"),
            Meaning.of("rename", "table", "ALTER TABLE %1$s RENAME TO %2$s"),
            Meaning.of("", "table", "ALTER TABLE %1$s SET ()"),
            Meaning.of("insert", "", "INSERT INTO %1$s"),
            Meaning.of("add", COLUMN, "ALTER TABLE %1$s ADD COLUMN %2$s type"),
            Meaning.of("remove", COLUMN, "ALTER TABLE %1$s DROP COLUMN %2$s"),
            Meaning.of("drop", COLUMN, "ALTER TABLE %1$s DROP COLUMN %2$s"),
            Meaning.of("rename", COLUMN, "ALTER TABLE %1$s RENAME COLUMN %2$s TO other"),
            Meaning.of("", COLUMN, "ALTER TABLE %1$s ALTER COLUMN %2$s SET"),
            Meaning.of("drop", CONSTRAINT, "ALTER TABLE %1$s DROP CONSTRAINT %2$s"),
            Meaning.of("remove", CONSTRAINT, "ALTER TABLE %1$s DROP CONSTRAINT %2$s"),
            Meaning.of("", CONSTRAINT, "ALTER TABLE %1$s ADD CONSTRAINT %2$s FOREIGN KEY"),
            Meaning.of("drop", "", "DROP %4$s %1$s"),
            Meaning.of("", "", "CREATE %4$s %1$s"));

    private static String pseudo(String call, String first, String second, String argument) {
        String concurrently = argument.toLowerCase(Locale.ROOT).matches("(?s)[^\\n]*(\\n[^\\n]*)?concurrently.*")
                ? "CONCURRENTLY "
                : "";
        String kind = call.replaceFirst("^(create|drop|alter)", "")
                .replaceFirst("if(not)?exists$", "")
                .replaceFirst("^enum$", "type")
                .toUpperCase(Locale.ROOT);
        return MEANINGS.stream()
                .filter(meaning -> meaning.is(call))
                .findFirst()
                .map(meaning -> meaning.sql().formatted(first, second, concurrently, kind))
                .orElseThrow();
    }

    private static List<String> names(String argument) {
        List<String> names = new ArrayList<>();
        Matcher matcher = BoundedPattern.in(NAME, argument.replaceAll(CLASS_NAME, ""));
        while (matcher.find() && names.size() < 2) {
            String name = matcher.group(1) != null ? matcher.group(1) : String.valueOf(matcher.group(2));
            names.add(name);
        }
        return names;
    }
}
