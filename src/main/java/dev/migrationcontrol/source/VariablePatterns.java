package dev.migrationcontrol.source;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How languages and formats write that a variable is read or set, as a table. No pattern knows a name: each has one group,
 * which holds the names that it found.
 */
final class VariablePatterns {
    /** A name that may be one of a variable; what is called like a function is none. */
    static final Pattern TOKEN = Pattern.compile(
            "(?<![A-Za-z0-9_])(?:[A-Z][A-Z0-9_]{2,}|[A-Z][A-Za-z0-9]{0,40}(?:__[A-Z][A-Za-z0-9]{0,40}){1,5}|[a-z][a-z0-9]{0,40}(?:__[a-z0-9]{1,40}(?:_[a-z0-9]{1,40}){0,5}+){1,5}+)(?![A-Za-z0-9_(])");

    private static final String NAME =
            "([A-Z][A-Z0-9_]{2,}+|[A-Z][A-Za-z0-9]{0,40}+(?:__[A-Z][A-Za-z0-9]{0,40}+){1,5}+)";
    /** As programs spell them whose settings are nested. */
    private static final String NESTED = "([a-z][a-z0-9]{0,40}+(?:__[a-z0-9]{1,40}+(?:_[a-z0-9]{1,40}+){0,5}+){1,5}+)";

    private static final String QUOTED = "[\"'`]" + NAME + "[\"'`]";
    private static final String READER =
            "(?:environ(?:\\.get)?|getenv\\w*|[gG]et_?env\\w*|LookupEnv|ENV(?:\\.fetch)?|env::var(?:_os)?|get_env|fetch_env!?|GetEnvironmentVariable|Deno\\.env\\.get|\\b[eE]nvironment(?:\\(\\))?\\.(?:get|value)|\\.environment"
                    + "|\\benv(?:\\.\\w+)?|config|\\$_ENV|\\$_SERVER|BindEnv|env!|option_env!|dotenv!|process\\.env|AliasChoices|requireEnv|mustEnv|getEnv\\w*)";

    /** In which files a row of the table holds. */
    enum Place {
        ANYWHERE,
        /** Where a name after a dollar is no variable of the program itself. */
        WITH_DOLLAR,
        APPLICATION,
        CODE,
        SHELL,
        JSON_CODE,
        ENVIRONMENT_FILE,
        /** Neither code, nor a build, nor an environment file. */
        PLAIN,
        YAML,
        NOT_YAML,
        DOCKERFILE,
        PROPERTIES
    }

    /** A row of the table. */
    record Row(Place place, VariableUse.Kind kind, Pattern pattern) {
        /** The names that it finds in a line. */
        Set<String> namesIn(String line) {
            Set<String> names = new HashSet<>();
            Matcher matcher = BoundedPattern.in(pattern, line);
            for (int from = 0; from <= line.length() && matcher.find(from); from = Math.max(from + 1, matcher.end(1))) {
                Matcher name = BoundedPattern.in(TOKEN, String.valueOf(matcher.group(1)));
                while (name.find()) {
                    names.add(name.group());
                }
            }
            return names;
        }
    }

    private static Row reads(Place place, String pattern) {
        return new Row(place, VariableUse.Kind.READS, Pattern.compile(pattern));
    }

    private static Row row(String pattern) {
        return new Row(Place.ANYWHERE, VariableUse.Kind.DOCUMENTS, Pattern.compile(pattern));
    }

    private static Row sets(Place place, String pattern) {
        return new Row(place, VariableUse.Kind.SETS, Pattern.compile(pattern));
    }

    static final List<Row> ROWS = List.of(
            reads(Place.ANYWHERE, READER + "\\s*[(\\[]\\s*" + QUOTED),
            reads(Place.ANYWHERE, READER + "\\s*[(\\[]\\s*[\"'][\\w.-]*[\"']\\s*,\\s*" + QUOTED),
            reads(Place.ANYWHERE, "(?:process\\.env|import\\.meta\\.env|Bun\\.env|\\benv|\\bENV)\\??\\." + NAME),
            reads(Place.ANYWHERE, "\\b(?:env|envconfig|mapstructure)(?:=|:)\"" + NAME + "\\b"),
            reads(
                    Place.ANYWHERE,
                    "\\b(?:env|alias|validation_alias|envvar|env_var|EnvVars?)\\s*[=:(]\\s*(?:\\w*\\{)?\\s*" + QUOTED),
            reads(Place.CODE, "\\bEnvVars?\\s*[:=]\\s*\\[\\]string\\{([^}\\n]*)\\}"),
            reads(Place.ANYWHERE, "\\$\\{\\{\\s*env\\." + NAME),
            reads(Place.ANYWHERE, "\\{\\{\\s*\\.?(?:Env\\.)?" + NAME),
            reads(Place.ANYWHERE, "\\{\\{-?\\s*[^}\"'`]{0,40}\\b[gG]?e?t?[eE]nv\\b\\s*\\(?\\s*" + QUOTED),
            reads(Place.ANYWHERE, "\\blookup\\(\\s*[\"']env[\"']\\s*,\\s*" + QUOTED),
            reads(Place.ANYWHERE, "\\$\\{(?:\\?|(?:env|ENV|sys)[:.])" + NAME),
            reads(Place.ANYWHERE, "\\b(?:[cC]onfiguration|[sS]ettings|[sS]ecrets)\\??\\[\\s*" + QUOTED),
            reads(Place.ANYWHERE, "\\{([^{}]*)\\}\\s*=\\s*process\\.env"),
            reads(
                    Place.ANYWHERE,
                    "(?:System\\.get_env|System\\.fetch_env!|ENV\\.fetch|ENV)\\s*+(?:[(\\[]\\s*+)?:?\"" + NAME),
            reads(Place.ANYWHERE, "\\b\\w*(?:[eE]nv|ENV)\\w*\\(\\s*" + QUOTED),
            reads(Place.CODE, "\\$ENV\\{\\s*[\"']?" + NAME),
            reads(Place.WITH_DOLLAR, "\\$\\{?" + NAME + "\\b"),
            reads(Place.WITH_DOLLAR, "\\$\\$?[({]" + NAME + "[)}]"),
            reads(Place.APPLICATION, "[\"']" + NAME + "[\"']\\s*(?::|,|=>|\\))"),
            reads(Place.APPLICATION, "(?::|=>?)\\s*[\"']" + NAME + "[\"']\\s*(?:[,;})\\]]|$)"),
            sets(Place.CODE, "environ\\[\\s*" + QUOTED + "\\s*\\]\\s*=[^=]"),
            sets(
                    Place.CODE,
                    "\\b(?:setdefault|setenv|Setenv|setEnv|set_var|put_env|SetEnvironmentVariable|stubEnv|withEnv)\\s*\\(\\s*"
                            + QUOTED),
            sets(Place.CODE, "putenv\\(\\s*[\"']" + NAME + "="),
            sets(Place.CODE, "process\\.env\\." + NAME + "\\s*(?:\\?\\?|\\|\\|)?=[^=]"),
            sets(Place.CODE, "process\\.env\\[\\s*" + QUOTED + "\\s*\\]\\s*=[^=]"),
            sets(Place.CODE, "ENV\\[\\s*" + QUOTED + "\\s*\\]\\s*(?:\\|\\|)?=[^=~]"),
            sets(Place.SHELL, "(?:^|[\\s;&|'\"])(?:export\\s+)?" + NAME + "\\s*[:?+]?="),
            sets(Place.JSON_CODE, "\"" + NAME + "\"\\s*:"),
            sets(Place.ENVIRONMENT_FILE, "^\\s*(?:export\\s+)?" + NAME + "\\s*="),
            sets(Place.PLAIN, "\\bname\\s*[:=]\\s*[\"']?" + NAME + "[\"']?\\s*,?\\s*$"),
            sets(Place.PLAIN, "(?:^|\\s)(?:-e|--env|export|env|set)\\s+[\"']?" + NAME + "="),
            sets(Place.PLAIN, "(?:^|[\\s;&|'\"])" + NAME + "=\\S"),
            sets(Place.YAML, "^\\s*(?:-\\s*)?[\"']?" + NAME + "[\"']?\\s*[:=]"),
            sets(Place.YAML, "^\\s*(?:-\\s*)?[\"']?" + NESTED + "[\"']?\\s*[:=]"),
            sets(Place.ENVIRONMENT_FILE, "^\\s*(?:export\\s+)?" + NESTED + "\\s*="),
            sets(Place.NOT_YAML, "^\\s*[\"']?" + NAME + "[\"']?\\s*[:=][^=]"),
            sets(Place.DOCKERFILE, "^\\s*(?:ENV|ARG)\\s(.*)"),
            sets(Place.PROPERTIES, "^" + NAME + "\\s*="));

    /** A comment of an environment file that describes a variable by an example. */
    static final Row DESCRIBED = row("^\\s*#\\s*(?:export )?" + NAME + "\\s*=");

    /** A name alone on its line, in a list of words. */
    static final Row ALONE = row("^\\s*[\"']" + NAME + "[\"'],?\\s*(?:(?:#|//).*)?$");

    /** The address of a PostgreSQL database that a variable is set to, or that is used where it is not set. */
    private static final String VALUE =
            "[\"'\\])}]{0,3}\\s{0,4}(?:,|//|\\|\\||\\?\\?|\\?:|:?-|[:?]?=|:|\\bor\\b)\\s{0,4}[\"'`]?(?i:postgres(?:ql)?(?:\\+\\w{1,20})?://|jdbc:postgresql:|r2dbc:postgresql:|dbi:pg:|host=[^\\s\"']{1,80}"
                    + " [^\"'\\n]{0,200}dbname=|(?:Host|Server)=[^;\"'\\n]{1,80};[^\"'\\n]{0,200}Database=)";

    static final List<Row> ADDRESSES =
            List.of(row("(?<![A-Za-z0-9_])" + NAME + VALUE), row("(?<![A-Za-z0-9_])" + NESTED + VALUE));

    static final Row ASSIGNED = row("^" + NAME + "\\s*:{0,3}=(?!=)");
    static final Row ASSIGNED_WITHIN = row("^\\s+" + NAME + "=[^\\s]*$");
    static final Row ASSIGNED_FOR_A_COMMAND = row("^" + NAME + "=\\S+\\s+[\\w./$]");
    static final Row REPLACED_BY_VALUE = row("\\$[{(]?" + NAME + "\\b");
    static final Row WITH_DEFAULT = row("\\b" + NAME + "\\s*:?[-=?+]");

    private VariablePatterns() {}
}
