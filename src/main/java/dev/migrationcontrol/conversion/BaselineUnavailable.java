package dev.migrationcontrol.conversion;

import dev.migrationcontrol.problem.Refusal;

/** A baseline that cannot be made of a live schema here. */
public final class BaselineUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    public BaselineUnavailable(String environment, String reason) {
        super(
                "baseline-unavailable",
                422,
                "No baseline can be made of the schema",
                "The schema of " + environment + " cannot be written as SQL: " + reason
                        + ". Give a dump of it: schemaDump.");
        member("environment", environment);
    }
}
