package dev.migrationcontrol.source.script;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.Token.Kind;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The kind of database that scripts are for: what their place and names say, or else what their statements say. */
final class Dialect {
    private static final Pattern SAID = Pattern.compile("\"?\\b(?:provider|dialect)\"?\\s*[=:]\\s*\"(\\w+)\"");
    private static final Map<String, String> DECLARED = Map.of(
            "mysql", "mysql",
            "singlestore", "mysql",
            "sqlite", "sqlite",
            "turso", "sqlite",
            "sqlserver", "sqlserver",
            "mongodb", "mongodb");

    private static final String POSTGRESQL = "postgresql";
    /** Of so many scripts each is asked, of more only some of all ages. */
    private static final int ENOUGH = 200;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    private static final Map<String, Pattern> PATHS = Map.ofEntries(
            Map.entry(
                    "mysql", Pattern.compile("(^|[/_.-])[a-z]{0,20}(mysql|mariadb|planetscale)[a-z]{0,20}([/_.-]|$)")),
            Map.entry("sqlite", Pattern.compile("(^|[/_.-])([a-z]{0,20}sqlite3?[a-z]{0,20}|libsql|turso)([/_.-]|$)")),
            Map.entry("sqlserver", Pattern.compile("(^|[/_.-])(mssql|sqlserver)[a-z]{0,20}([/_.-]|$)")),
            Map.entry("oracle", Pattern.compile("(^|[/_.-])oracle([/_.-]|$)")),
            Map.entry("clickhouse", Pattern.compile("(^|[/_.-])clickhouse([/_.-]|$)")),
            Map.entry("cassandra", Pattern.compile("(^|[/_.-])(cassandra|scylla)([/_.-]|$)")),
            Map.entry("mongodb", Pattern.compile("(^|[/_.-])mongo(db)?([/_.-]|$)")),
            Map.entry("hsqldb", Pattern.compile("(^|[/_.-])hsqldb([/_.-]|$)")),
            Map.entry("derby", Pattern.compile("(^|[/_.-])derby([/_.-]|$)")),
            Map.entry("firebird", Pattern.compile("(^|[/_.-])firebird([/_.-]|$)")),
            Map.entry("h2", Pattern.compile("(^|[/_.-])h2([/_.-]|$)")),
            Map.entry("sqlanywhere", Pattern.compile("(^|[/_.-])(sqlanywhere|sybase|sqla)([/_.-]|$)")),
            Map.entry("cockroachdb", Pattern.compile("(^|[/_.-])(crdb|cockroach(db)?)([/_.-]|$)")),
            Map.entry("spanner", Pattern.compile("(^|[/_.-])spanner([/_.-]|$)")),
            Map.entry("db2", Pattern.compile("(^|[/_.-])db2([/_.-]|$)")));

    /** What no statement for PostgreSQL says. Of a script, the first that is found counts. */
    private static final Map<String, Pattern> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put(
                "mongodb",
                Pattern.compile("\\b(create|drop)Collection\\b|\\binsert(Many|One)\\b|\\b(run|admin)Command\\b"));
        OTHERS.put(
                "clickhouse",
                Pattern.compile(
                        "\\bENGINE\\s*=\\s*(\\w*MergeTree|Distributed|Kafka|Null|Buffer|TinyLog|StripeLog)\\b"
                                + "|\\bON CLUSTER\\b|\\bLowCardinality\\s*\\(|\\bNullable\\s*\\(|\\bDateTime64\\b|\\bCODEC\\s*\\("));
        OTHERS.put(
                "oracle",
                Pattern.compile(
                        "\\bN?VARCHAR2\\b|\\bNUMBER\\s*\\(\\s*\\d|\\bFROM\\s+DUAL\\b|\\bSYSDATE\\b|\\bEXECUTE\\s+IMMEDIATE\\b"
                                + "|\\w\\.NEXTVAL\\b",
                        FLAGS));
        OTHERS.put(
                "sqlite",
                Pattern.compile(
                        "\\bAUTOINCREMENT\\b|\\bPRAGMA\\s+\\w|\\bWITHOUT\\s+ROWID\\b|\\bCOLLATE\\s+NOCASE\\b|\\bstrftime\\s*\\("
                                + "|\\bunixepoch\\s*\\(|\\bjulianday\\s*\\(|\\bdatetime\\s*\\(\\s*''|\\bsqlite_\\w",
                        FLAGS));
        OTHERS.put(
                "mysql",
                Pattern.compile(
                        "\\bAUTO_INCREMENT\\b|\\bENGINE\\s*=?\\s*(InnoDB|MyISAM|MEMORY)\\b|`\\w[^`\\n]{0,100}`|\\bDELIMITER\\s+\\S"
                                + "|\\b(INT|INTEGER|BIGINT|SMALLINT|TINYINT|MEDIUMINT)(\\s*\\(\\d++\\))?\\s+UNSIGNED\\b"
                                + "|\\bON\\s+UPDATE\\s+(CURRENT_TIMESTAMP|NOW\\s*\\()|\\bCHARSET\\s*=?\\s*utf8"
                                + "|\\b(LONG|MEDIUM|TINY)TEXT\\b",
                        FLAGS));
        OTHERS.put(
                "sqlserver",
                Pattern.compile(
                        "\\bGO\\s+(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE|SET|USE|PRINT|IF|EXEC|BEGIN|DECLARE|GRANT|GO)\\b"
                                + "|(?<!\\bAS)\\s+GO\\s*+(?m:$)|\\[\\w+]\\s*\\.\\s*\\[\\w+]|\\b(TABLE|INTO|COLUMN|EXISTS)\\s+\\[\\w+]"
                                + "|\\bN?VARCHAR\\s*\\(\\s*MAX\\s*\\)|\\bNVARCHAR\\b|\\bIDENTITY\\s*\\(\\s*\\d++\\s*,\\s*\\d++\\s*\\)"
                                + "|\\bDATETIME2\\b|\\bDATETIMEOFFSET\\b|\\bUNIQUEIDENTIFIER\\b|\\bGETU?T?C?DATE\\s*\\("
                                + "|\\bSYSUTCDATETIME\\s*\\(|\\bsp_rename\\b|\\bOBJECT_ID\\s*\\(|\\b(NON)?CLUSTERED\\b",
                        FLAGS));
    }

    private static final Pattern OURS = Pattern.compile(
            "\\b(BIG|SMALL)?SERIAL\\b|::\\s*\\w|\\bJSONB\\b|\\bTIMESTAMPTZ\\b|\\bBYTEA\\b|\\$\\$|\\bCREATE\\s+EXTENSION\\b"
                    + "|\\bplpgsql\\b|\\bCONCURRENTLY\\b|\\bOWNER\\s+TO\\b|\\bUSING\\s+(gin|gist|brin|spgist)\\b|\\bILIKE\\b"
                    + "|\\bWITH(OUT)?\\s+TIME\\s+ZONE\\b|\\bpg_\\w|\\w\\[\\s*]|\\bCREATE\\s+TYPE\\s+\\S{1,200}\\s+AS\\s+ENUM\\b",
            FLAGS);

    private static final Map<String, Pattern> PROGRAMS = Map.of(
            "sqlite", Pattern.compile("(?i)sqlite|PRAGMA "),
            "mysql", Pattern.compile("(?i)mysql|mariadb"),
            "clickhouse", Pattern.compile("(?i)clickhouse"),
            "sqlserver", Pattern.compile("(?i)sqlserver|mssql|SqlConnection\\("),
            "cassandra", Pattern.compile("(?i)cassandra|gocql|\\bcql"));
    private static final Pattern POSTGRES = Pattern.compile(
            "(?i)postgres|psycopg|asyncpg|\\bpgx|lib/pq|\\bpg\\b|pg_|npgsql|psql|serial\\b|timestamptz|\\bpg-|\\$1\\b|jsonb|(?<![.\\w])now\\(\\)");

    private Dialect() {}

    /** Of the database that a program works on: PostgreSQL unless it names another and not that. */
    static String ofProgram(String text) {
        return BoundedPattern.in(POSTGRES, text).find()
                ? "postgresql"
                : PROGRAMS.entrySet().stream()
                        .filter(each -> BoundedPattern.in(each.getValue(), text).find())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .findFirst()
                        .orElse("postgresql");
    }

    /** The database that a path names; empty where it names none. */
    static String named(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return PATHS.entrySet().stream()
                .filter(known -> BoundedPattern.in(known.getValue(), lower).find())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse("");
    }

    /** Whether a path names a database, and so says more than a program that knows several. */
    static boolean isNamedIn(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return PATHS.values().stream()
                .anyMatch(known -> BoundedPattern.in(known, lower).find());
    }

    static String of(String path, List<RecognisedScript> scripts) {
        String lower = path.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Pattern> known : PATHS.entrySet()) {
            // A second package for a database is called db2 as well.
            boolean said = !known.getKey().equals("db2") || scripts.stream().noneMatch(Dialect::isOurs);
            if (said && BoundedPattern.in(known.getValue(), lower).find()) {
                return known.getKey();
            }
        }
        return ofNames(scripts).orElseGet(() -> ofStatements(scripts));
    }

    private static boolean isOurs(RecognisedScript script) {
        return BoundedPattern.in(OURS, code(script)).find();
    }

    /** Where all files are named after one other database. */
    private static Optional<String> ofNames(List<RecognisedScript> scripts) {
        List<Optional<String>> names = scripts.stream()
                .map(script -> NamedDialects.dialect(
                        script.file().substring(script.file().lastIndexOf('/') + 1)))
                .distinct()
                .toList();
        return names.size() == 1
                ? names.get(0)
                        .map(name -> name.startsWith("sqlite") ? "sqlite" : name)
                        .map(name -> name.equals("mssql") ? "sqlserver" : name.equals("mariadb") ? "mysql" : name)
                        .filter(PATHS::containsKey)
                : Optional.empty();
    }

    /** The other database that more scripts speak of than of PostgreSQL; what says nothing is PostgreSQL's. */
    private static String ofStatements(List<RecognisedScript> scripts) {
        int step = Math.max(1, scripts.size() / ENOUGH);
        Map<String, Long> spoken = IntStream.range(0, scripts.size())
                .filter(i -> i % step == 0)
                .mapToObj(scripts::get)
                .map(script -> said(code(script)))
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        long ours = spoken.getOrDefault(POSTGRESQL, 0L);
        return spoken.entrySet().stream()
                .filter(each -> each.getValue() > ours)
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(POSTGRESQL);
    }

    private static Optional<String> said(String code) {
        if (BoundedPattern.in(OURS, code).find()) {
            return Optional.of(POSTGRESQL);
        }
        return OTHERS.entrySet().stream()
                .filter(other -> BoundedPattern.in(other.getValue(), code).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The statements without comments, and without what literals hold. */
    private static String code(RecognisedScript script) {
        StringBuilder code = new StringBuilder();
        for (Statement statement : script.up()) {
            int last = 0;
            for (Token token : statement.tokens().all()) {
                String gap = statement.text().substring(last, token.start());
                code.append(gap.indexOf('\n') >= 0 ? "\n" : gap.isEmpty() ? "" : " ");
                code.append(
                        token.kind() == Kind.STRING
                                ? "''"
                                : token.kind() == Kind.DOLLAR_STRING ? "$$" : token.in(statement.text()));
                last = token.end();
            }
            code.append('\n');
        }
        return code.toString();
    }

    /** A system for the kind of database that a file of its own says its scripts are for. */
    static ScriptSystem declared(TreeView view, String path, ScriptSystem system) {
        return view.tree()
                .find(path)
                .map(file -> BoundedPattern.in(SAID, view.text(file).text()))
                .filter(Matcher::find)
                .map(said -> DECLARED.get(String.valueOf(said.group(1)).toLowerCase(Locale.ROOT)))
                .map(system::inDialect)
                .orElse(system);
    }
}
