package dev.migrationcontrol.check;

import dev.migrationcontrol.rule.report.FindingsMarkdown;
import dev.migrationcontrol.text.Markdown;

/** A check as a comment on a pull request. */
final class CheckMarkdown {
    private CheckMarkdown() {}

    static String of(CheckReport report) {
        StringBuilder text = new StringBuilder("## Migration check\n\n");
        CheckReport.Summary summary = report.summary();
        text.append(report.scripts().size())
                .append(" scripts: ")
                .append(summary.errors())
                .append(" errors, ")
                .append(summary.warnings())
                .append(" warnings, ")
                .append(summary.infos())
                .append(" remarks")
                .append(summary.accepted() == 0 ? "" : ", " + summary.accepted() + " accepted")
                .append(".\n");
        if (report.environment() != null) {
            text.append("\nJudged on ")
                    .append(Markdown.code(report.environment()))
                    .append(report.server() == null ? "" : " with PostgreSQL " + report.server())
                    .append("; ")
                    .append(report.applied())
                    .append(" scripts are applied there already.\n");
        }
        report.notes()
                .forEach(each -> text.append("\n").append(Markdown.plain(each)).append("\n"));
        String table = FindingsMarkdown.table(report.findings());
        return text.append(table.isEmpty() ? "" : "\n" + table).toString();
    }
}
