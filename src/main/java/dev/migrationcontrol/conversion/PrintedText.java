package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text can be what a tool printed as SQL for PostgreSQL, all of it and nothing else. */
final class PrintedText {
    private static final Pattern MESSAGE =
            Pattern.compile("(?m)^(?:(?:DEBUG|INFO|WARNI|WARN|WARNING|ERROR)\\w*:? *\\[[\\w.]+]"
                    + "|Traceback \\(most recent call last\\):|FAILED: |CommandError: |\\S+Error: |\\S*Warning: ).*$");
    private static final Pattern OTHER =
            Pattern.compile(".*(`| AUTO_?INCREMENT\\b| ENGINE ?= ?INNODB|\\bPRAGMA\\b| NVARCHAR\\b|\\[DBO\\]).*");

    /** In literals, beyond which no more are looked for. */
    private static final int MESSAGES = 1_000;

    private PrintedText() {}

    static void check(MigrationText printed, Findings findings) {
        ReadScript text = ReadScript.of(printed.text());
        Matcher message = MESSAGE.matcher(printed.text());
        for (int i = 0; i < MESSAGES && message.find(); i++) {
            if (!isInLiteral(printed.text(), text.statements(), message.start())) {
                findings.error(
                        "output-wrong",
                        at(printed, message.start()),
                        "A message of the tool is among the statements: " + shortened(message.group()) + ".",
                        "Print again, and keep only its standard output: … > file, without 2>&1.");
                break;
            }
        }
        if (!text.terminated()) {
            findings.error(
                    "output-incomplete",
                    printed.file(),
                    "The output ends in the middle of a statement.",
                    "Print it again, to its end.");
        }
        text.statements().stream()
                .filter(each -> OTHER.matcher(each.wordsWithoutLiterals()).matches())
                .findFirst()
                .ifPresent(each -> findings.error(
                        "output-not-postgresql",
                        printed.file() + ":" + (printed.line() + each.line() - 1),
                        "The statement is for another database: " + shortened(each.words()) + ".",
                        "Print it with the project's settings for PostgreSQL."));
    }

    /** A message between statements becomes the beginning of the next one; one in a literal begins later. */
    private static boolean isInLiteral(String text, List<Statement> statements, int offset) {
        return statements.stream()
                .filter(each -> each.start() < offset && offset < each.end())
                .anyMatch(each -> text.substring(each.start(), offset).indexOf('\'') >= 0);
    }

    private static String at(MigrationText printed, int offset) {
        long before = printed.text()
                .substring(0, offset)
                .chars()
                .filter(c -> c == '\n')
                .count();
        return printed.file() + ":" + (printed.line() + before);
    }

    private static String shortened(String words) {
        return words.length() > 120 ? words.substring(0, 120) + "…" : words;
    }
}
