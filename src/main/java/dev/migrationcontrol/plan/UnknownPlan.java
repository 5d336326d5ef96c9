package dev.migrationcontrol.plan;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** The request names a plan that there is not. */
public final class UnknownPlan extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnknownPlan(UUID id) {
        super(
                "unknown-plan",
                404,
                "Unknown plan",
                "There is no plan of the id " + id + ". Plans that were not run are kept for 90 days.");
    }
}
