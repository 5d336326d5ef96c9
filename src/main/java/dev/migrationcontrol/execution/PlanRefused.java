package dev.migrationcontrol.execution;

import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.problem.Refusal;

/** A plan says that nothing may run; the obstacle names the type of the problem. */
public final class PlanRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public PlanRefused(PlanResult.Blocked blocked) {
        super(blocked.obstacle().slug(), 409, blocked.obstacle().title(), blocked.detail());
        member("versions", blocked.versions());
        if (!blocked.problems().isEmpty()) {
            member("problems", blocked.problems());
        }
    }
}
