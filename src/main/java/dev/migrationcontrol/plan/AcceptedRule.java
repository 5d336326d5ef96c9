package dev.migrationcontrol.plan;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.rule.book.RuleBook;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That whoever makes a plan accepts the findings of a rule. */
@Schema(
        name = "PlanAcceptance",
        description = "Accepts the findings of a rule; they are shown as accepted, with the reason.")
public record AcceptedRule(
        @Schema(description = "The rule.", examples = "index-without-concurrently")
        String rule,

        @Schema(description = "The file; by default all of them.", examples = "V43__split_names.sql") @Nullable
        String script,

        @Schema(description = "Why, at most 500 characters.", examples = "the table is written once a day")
        String reason) {
    private static final int LONGEST = 500;

    /** Refuses the name of a rule that there is not. */
    void requireKnown() {
        if (RuleBook.all().find(rule).isEmpty()) {
            throw new InvalidRequest(
                    "accept.rule",
                    "names " + rule.replaceAll("[^ -~]", "?") + ", and there is no such rule."
                            + RuleBook.all().meant(rule) + " GET /api/v1/rules lists them");
        }
    }

    public AcceptedRule {
        if (rule == null || rule.isBlank() || rule.length() > 100) {
            throw new InvalidRequest("accept.rule", "must be the id of a rule");
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            throw new InvalidRequest("accept.reason", "must say why, in at most " + LONGEST + " characters");
        }
    }
}
