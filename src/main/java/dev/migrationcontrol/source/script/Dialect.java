package dev.migrationcontrol.source.script;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The kind of database that scripts are for. */
final class Dialect {
    private static final Map<String, Pattern> PATHS = Map.of(
            "mysql", Pattern.compile("(^|[/_.-])(mysql|mariadb)([/_.-]|$)"),
            "sqlite", Pattern.compile("(^|[/_.-])(sqlite3?|libsql|turso)([/_.-]|$)"),
            "sqlserver", Pattern.compile("(^|[/_.-])(mssql|sqlserver)([/_.-]|$)"),
            "oracle", Pattern.compile("(^|[/_.-])oracle([/_.-]|$)"),
            "clickhouse", Pattern.compile("(^|[/_.-])clickhouse([/_.-]|$)"),
            "cassandra", Pattern.compile("(^|[/_.-])(cassandra|scylla)([/_.-]|$)"),
            "h2", Pattern.compile("(^|[/_.-])h2([/_.-]|$)"));
    private static final Map<String, Pattern> SQL = Map.of(
            "mysql", Pattern.compile("\\bAUTO_INCREMENT\\b|ENGINE ?= ?InnoDB", Pattern.CASE_INSENSITIVE),
            "sqlite", Pattern.compile("\\bAUTOINCREMENT\\b|\\bPRAGMA \\w+", Pattern.CASE_INSENSITIVE),
            "clickhouse", Pattern.compile("ENGINE ?= ?\\w*MergeTree", Pattern.CASE_INSENSITIVE));

    private static final Map<String, Pattern> PROGRAMS = Map.of(
            "sqlite", Pattern.compile("(?i)sqlite|PRAGMA "),
            "mysql", Pattern.compile("(?i)mysql|mariadb"),
            "clickhouse", Pattern.compile("(?i)clickhouse"),
            "sqlserver", Pattern.compile("(?i)sqlserver|mssql|SqlConnection\\("),
            "cassandra", Pattern.compile("(?i)cassandra|gocql|\\bcql"));
    private static final Pattern POSTGRES = Pattern.compile(
            "(?i)postgres|psycopg|asyncpg|\\bpgx|lib/pq|\\bpg\\b|pg_|npgsql|psql|serial\\b|timestamptz|\\bpg-|\\$1\\b|jsonb|now\\(\\)");

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

    static String of(String path, List<RecognisedScript> scripts) {
        String lower = path.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Pattern> known : PATHS.entrySet()) {
            if (BoundedPattern.in(known.getValue(), lower).find()) {
                return known.getKey();
            }
        }
        for (Map.Entry<String, Pattern> known : SQL.entrySet()) {
            boolean said = scripts.stream()
                    .flatMap(script -> script.up().stream())
                    .anyMatch(statement -> BoundedPattern.in(known.getValue(), statement.text())
                            .find());
            if (said) {
                return known.getKey();
            }
        }
        return "postgresql";
    }
}
