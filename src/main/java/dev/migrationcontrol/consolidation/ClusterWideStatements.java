package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.engine.ResolvedScripts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that reach beyond their database: on a scratch database they would change the whole server. */
final class ClusterWideStatements {
    /** Comments and messages. Other strings stay: they may be statements that a block puts together. */
    private static final Pattern COMMENTS = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|\\b(?:RAISE(?:\\s+\\w+)?|IS)\\s+'(?:[^']++|'')*+'",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern STATEMENT = Pattern.compile(
            "\\b(?:CREATE|ALTER|DROP)\\s+(?:ROLE|USER(?!\\s+MAPPING)|GROUP|DATABASE|TABLESPACE|SUBSCRIPTION)\\b"
                    + "|\\bALTER\\s+SYSTEM\\b"
                    + "|\\b(?:GRANT|REVOKE)\\s+(?![^;]*\\bON\\b)[^;]+\\b(?:TO|FROM)\\b",
            Pattern.CASE_INSENSITIVE);

    private ClusterWideStatements() {}

    /** The first words of such a statement. */
    static Optional<String> find(String sql) {
        Matcher statement = STATEMENT.matcher(COMMENTS.matcher(sql).replaceAll(" "));
        return statement.find() ? Optional.of(statement.group().strip().replaceAll("\\s+", " ")) : Optional.empty();
    }

    static void note(ResolvedScripts scripts, List<AppliedMigration> applied, Findings findings) {
        for (AppliedMigration each : applied) {
            String text = COMMENTS.matcher(scripts.textOf(each.script())).replaceAll(" ");
            Matcher statement = STATEMENT.matcher(text);
            if (statement.find()) {
                String[] words = statement.group().strip().split("\\s+");
                findings.error(
                        "cluster-wide-statement",
                        each.script().name(),
                        "It has a statement that reaches beyond its database (" + words[0] + " " + words[1]
                                + "), so it cannot be built on a scratch database beside it.",
                        "Take the statement out of the converted script: what belongs to the server is there already.");
            }
        }
    }
}
