package dev.migrationcontrol.approval;

import dev.migrationcontrol.problem.Refusal;

/** The caller may not decide about this plan. */
final class OwnPlan extends Refusal {
    private static final long serialVersionUID = 1L;

    private OwnPlan(String detail) {
        super("own-plan", 403, "Another person has to decide", detail);
    }

    static OwnPlan of(String owner) {
        return new OwnPlan(owner + " made this plan: another person has to decide about it.");
    }

    static OwnPlan nobody(String caller) {
        return new OwnPlan(
                "Nobody answers for " + caller + ": only a person decides, such as the configured owner of a token.");
    }
}
