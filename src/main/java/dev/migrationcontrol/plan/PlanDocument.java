package dev.migrationcontrol.plan;

import dev.migrationcontrol.datacheck.DataCheck;
import dev.migrationcontrol.loss.Loss;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.rule.ScriptFinding;
import dev.migrationcontrol.text.MarkdownTemplates;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plan for people, as Markdown; and what its template asks of the plan. */
@TemplateExtension
final class PlanDocument {
    private static final Pattern FENCE = Pattern.compile("`{3,}");

    /** The build checks it against the plan. */
    @CheckedTemplate(basePath = "plan")
    private static final class Templates {
        static native TemplateInstance plan(Plan plan);
    }

    private PlanDocument() {}

    static String of(Plan plan) {
        return MarkdownTemplates.render(Templates.plan(plan));
    }

    static String title(Plan plan) {
        return (plan.type() == PlanType.UPGRADE ? "Upgrade of " : "Rollback of ") + plan.environment();
    }

    static String place(ScriptFinding finding) {
        return finding.line() > 0 ? finding.script() + ":" + finding.line() : finding.script();
    }

    static boolean isUp(Plan.Step step) {
        return step.direction().equals("UP");
    }

    /** How many statements of a step the document leaves out. */
    static int hidden(Plan.Step step) {
        return step.statementCount() - Math.min(step.statements().size(), 50);
    }

    /** The statement in a fence that is longer than any in it. */
    static RawString block(Plan.Statement statement) {
        int longest = 2;
        Matcher fences = FENCE.matcher(statement.sql());
        while (fences.find()) {
            longest = Math.max(longest, fences.group().length());
        }
        String fence = "`".repeat(longest + 1);
        String sql = statement.sql().replaceAll("[\\p{Cc}&&[^\\n\\t]]", " ").strip();
        return new RawString(fence + "sql\n" + sql + "\n" + fence);
    }

    static String sentence(UndoVerdict verdict) {
        return switch (verdict) {
            case EXACT -> "which brings back exactly what was there";
            case EQUIVALENT -> "which brings back what was there, with columns in another order";
            case DIFFERENT -> "which does not bring back everything";
            case DOES_NOT_RUN -> "which does not run";
            case MISSING -> "which is missing";
            case NOT_TRIED -> "which was not tried";
        };
    }

    static String sentence(DataCheck check) {
        if (check.failing() == null) {
            return check.relation() + ": " + check.note();
        }
        return check.failing() == 0
                ? "The rows of " + check.relation() + " were asked: none of them would break it."
                : PlanFindings.sentence(check);
    }

    static String sentence(Loss loss) {
        return loss.rows() == null
                ? "how much is destroyed could not be counted."
                : loss.rows() + (loss.column() == null ? " rows" : " values") + " are destroyed"
                        + (loss.archivable()
                                ? ", unless they are archived (keep: archive)."
                                : ", and cannot be archived.");
    }

    static String sentence(Rehearsal rehearsal) {
        Rehearsal.Server server = rehearsal.server();
        String where = server == null
                ? ""
                : " on PostgreSQL " + server.version() + ", "
                        + server.place().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String how = switch (rehearsal.outcome()) {
            case SUCCEEDED -> "Every script ran" + where + ".";
            case FAILED -> "A script failed" + where + ".";
            case NOT_RUN -> "Nothing was run.";
        };
        return how
                + (rehearsal.replayed() > 0
                        ? " " + rehearsal.replayed() + " scripts of the history were run first."
                        : "");
    }
}
