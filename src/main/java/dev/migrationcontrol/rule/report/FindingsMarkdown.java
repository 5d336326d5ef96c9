package dev.migrationcontrol.rule.report;

import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.text.Markdown;
import java.util.List;
import java.util.Locale;

/** Findings as Markdown, short enough for a comment on a pull request. */
public final class FindingsMarkdown {
    private static final int MOST = 50;

    private FindingsMarkdown() {}

    /** One line that counts them. */
    public static String summary(List<ScriptFinding> findings) {
        long accepted =
                findings.stream().filter(each -> each.accepted() != null).count();
        return count(findings, Severity.ERROR, "error") + ", " + count(findings, Severity.WARNING, "warning") + ", "
                + count(findings, Severity.INFO, "remark") + (accepted == 0 ? "" : ", " + accepted + " accepted");
    }

    private static String count(List<ScriptFinding> findings, Severity severity, String word) {
        long count = findings.stream()
                .filter(each -> each.accepted() == null && each.severity() == severity)
                .count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** A table with the worst first, and what was accepted at its end. */
    public static String table(List<ScriptFinding> findings) {
        if (findings.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("| | where | rule | what |\n|---|---|---|---|\n");
        findings.stream()
                .sorted((one, other) -> Integer.compare(weight(one), weight(other)))
                .limit(MOST)
                .forEach(each -> row(each, text));
        if (findings.size() > MOST) {
            text.append("\nThere are ").append(findings.size() - MOST).append(" more; the JSON has all of them.\n");
        }
        return text.toString();
    }

    private static int weight(ScriptFinding finding) {
        return finding.accepted() != null ? 10 : finding.severity().ordinal();
    }

    private static void row(ScriptFinding finding, StringBuilder text) {
        String severity = finding.accepted() == null
                ? finding.severity() == Severity.INFO
                        ? "remark"
                        : finding.severity().name().toLowerCase(Locale.ROOT)
                : "accepted";
        String where = finding.line() > 0 ? finding.script() + ":" + finding.line() : finding.script();
        String what = finding.accepted() == null
                ? Markdown.plain(finding.message()) + " *" + Markdown.plain(finding.remedy()) + "*"
                : Markdown.plain(finding.message()) + " Accepted: "
                        + Markdown.plain(finding.accepted().reason());
        text.append("| ")
                .append(severity)
                .append(" | ")
                .append(Markdown.code(where))
                .append(" | ")
                .append(Markdown.code(finding.rule()))
                .append(" | ")
                .append(what.replace("|", "\\|").replace("\\\\|", "\\|"))
                .append(" |\n");
    }
}
