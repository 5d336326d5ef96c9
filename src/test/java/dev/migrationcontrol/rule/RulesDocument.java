package dev.migrationcontrol.rule;

import dev.migrationcontrol.rule.book.RuleBook;
import java.util.Locale;

/** {@code docs/rules.md} as the rules say it. */
final class RulesDocument {
    private static final int WIDTH = 118;

    private static final String HEAD = """
        # Rules on scripts

        Plans and [checks](checks.md) judge every statement by these rules. Each has an example in both forms, and a test
        runs both on a real server. `GET /api/v1/rules` has the same, with the severity that an environment gives them.

        A rule on locks says nothing of a table that the same plan makes, nor of one that is small on the target: below
        10,000 rows and 10 MB, unless `small-table-rows` and `small-table-bytes` of the environment say otherwise. A table
        that was never counted by ANALYZE is large. The version of the target decides which rules are asked. What an
        earlier script proves counts, also one that is applied already. What a rehearsal measured overrules what the text
        says: where it saw no work, a finding becomes a remark on a short lock.

        ## Severity and acceptance

        - `migration-control.environments.<name>.rules.<id>=error|warning|info|off`: how much the findings of a rule
          matter. Those with the severity `off` below are asked only where a policy says so.
        - `migration-control.environments.<name>.accepted-rules.<id>=<reason>`: accepts the findings of a rule everywhere.
        - In a script: `-- migration-control: accept <id>: <reason>`. Directly before a statement, in it, or after it on the
          same line, the comment is about this statement alone. At the head of a script, with an empty line after it, it
          is about all statements; so it is anywhere as `accept <id> in this script: <reason>`. A comment without a reason
          or a statement, or with a name that there is not, is the finding `acceptance-unusable`, with its line.
        - In the request for a plan: `"accept":[{"rule":"<id>","script":"<file>","reason":"…"}]`, by default for all scripts.

        A name that there is not is refused: by `invalid-request` in a request, and by the start of the service in a
        setting. Both say which rule may be meant.

        An accepted finding is shown with its reason, and counts apart. Two more findings are no rules: `script-unreadable`
        (a string, comment or parenthesis without an end, or a command of psql) and `more-findings` (there are more than
        2,000).

        """;

    private static final String NOT_JUDGED = """

        ## Not judged

        Some findings that other tools have are no rules here, because they are found in another way, or could only be
        guessed:

        - The plan says it without a rule: `data-breaks-statement`, `undo-missing`, `undo-fails`, `undo-not-exact` (an empty
          undo script too). They cannot be accepted. What a rollback destroys is counted on the target; see
          [plans.md](plans.md).
        - A plan is refused for it: edited files, versions that come late or twice.
        - The rehearsal says it: a history whose scripts make another schema than the live one.
        - How many rows a statement changes, and how long a table is blocked in all: the scratch database has the schema and
          no rows, and what the planner expects is a guess. `lock-budget` counts scripts instead.
        - CONCURRENTLY that waits for the lock of the tool itself: it is a fault of tools, not of scripts.
        - Hash indexes are safe in every version that is supported.
        - Names, comments, lists of allowed statements, the order of columns: each team has its own opinion.
        - Tables that an extension manages (TimescaleDB, Citus, pg_partman): its own catalogue decides what a statement does.
        """;

    private RulesDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("## The rules\n\n");
        for (RuleText rule : RuleBook.all().texts()) {
            text.append("- [")
                    .append(rule.id())
                    .append("](#")
                    .append(rule.id())
                    .append("): ")
                    .append(rule.level().name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        RuleBook.all().texts().forEach(rule -> section(rule, text));
        return text.append(NOT_JUDGED).toString();
    }

    private static void section(RuleText rule, StringBuilder text) {
        text.append("\n### ").append(rule.id()).append("\n\n");
        text.append(wrapped("**" + rule.title() + ".** " + rule.why() + " Severity: "
                + rule.level().name().toLowerCase(Locale.ROOT)
                + (rule.since() == 0 ? "." : "; since PostgreSQL " + rule.since() + ".")));
        text.append('\n').append(wrapped("Instead: " + rule.instead()));
        text.append("\n```sql\n");
        if (!rule.setup().isEmpty()) {
            text.append("-- what is there\n").append(rule.setup()).append("\n\n");
        }
        text.append("-- reported\n").append(rule.bad());
        text.append("\n\n-- not reported\n").append(rule.good()).append("\n```\n");
    }

    private static String wrapped(String text) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                wrapped.append('\n');
                column = 0;
            }
            wrapped.append(column == 0 ? "" : " ").append(word);
            column += word.length() + (column == 0 ? 0 : 1);
        }
        return wrapped.append('\n').toString();
    }
}
