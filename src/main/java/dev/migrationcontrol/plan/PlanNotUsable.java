package dev.migrationcontrol.plan;

import dev.migrationcontrol.problem.Refusal;

/** The plan cannot be run, or not for this. */
public final class PlanNotUsable extends Refusal {
    private static final long serialVersionUID = 1L;

    static final String SLUG = "plan-not-usable";
    static final String TITLE = "The plan cannot be run";

    public PlanNotUsable(String detail) {
        super(SLUG, 409, TITLE, detail);
    }
}
