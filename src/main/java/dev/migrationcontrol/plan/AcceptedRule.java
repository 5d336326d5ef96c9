package dev.migrationcontrol.plan;

import dev.migrationcontrol.problem.InvalidRequest;
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

    public AcceptedRule {
        if (rule == null || rule.isBlank() || rule.length() > 100) {
            throw new InvalidRequest("accept.rule", "must be the id of a rule");
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
            throw new InvalidRequest("accept.reason", "must say why, in at most " + LONGEST + " characters");
        }
    }
}
