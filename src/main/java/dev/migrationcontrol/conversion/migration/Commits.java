package dev.migrationcontrol.conversion.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which statements commit by themselves: calls of procedures that do, and blocks of code. */
final class Commits {
    private static final Pattern COMMENTS = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern COMMIT = Pattern.compile(
            "(?:;|\\bTHEN|\\bELSE|\\bLOOP|\\bBEGIN|\\$)\\s*+(?:COMMIT|ROLLBACK)\\b[\\w\\s]{0,60};",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(
            "(?:CALL|PROCEDURE)\\s+(?:(?:\"[^\"]+\"|[\\w$]+)\\s*\\.\\s*)*(\"[^\"]+\"|[\\w$]+)",
            Pattern.CASE_INSENSITIVE);

    /** By the names of procedures. */
    private final Map<String, Boolean> procedures = new HashMap<>();

    void learn(List<SourceMigration> drafts) {
        for (SourceMigration each : drafts) {
            String text = each.up().text();
            if (text.toLowerCase(Locale.ROOT).contains("procedure")) {
                SqlText.of(text).statements().stream()
                        .filter(statement -> statement.head().matches("CREATE (OR REPLACE )?PROCEDURE\\b.*"))
                        .map(statement -> text.substring(statement.start(), statement.end()))
                        .forEach(sql -> procedures.merge(name(sql), has(sql), Boolean::logicalOr));
            }
        }
    }

    /** Whether it is known to commit. */
    boolean does(SqlStatement statement, String text) {
        String sql = text.substring(statement.start(), statement.end());
        return isCall(statement) ? procedures.getOrDefault(name(sql), false) : isBlock(statement) && has(sql);
    }

    /** Whether it may commit: the procedure is in none of the scripts. */
    boolean may(SqlStatement statement, String text) {
        return does(statement, text)
                || (isCall(statement)
                        && !procedures.containsKey(name(text.substring(statement.start(), statement.end()))));
    }

    private static boolean isCall(SqlStatement statement) {
        return statement.head().matches("CALL\\b.*");
    }

    private static boolean isBlock(SqlStatement statement) {
        return statement.head().matches("DO\\b.*");
    }

    private static boolean has(String sql) {
        return COMMIT.matcher(COMMENTS.matcher(sql).replaceAll(" ")).find();
    }

    private static String name(String sql) {
        Matcher name = NAME.matcher(sql);
        String found = name.find() ? name.group(1) : "";
        return found.startsWith("\"") ? found.replace("\"", "") : found.toLowerCase(Locale.ROOT);
    }
}
