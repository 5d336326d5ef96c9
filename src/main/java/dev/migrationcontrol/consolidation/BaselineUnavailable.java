package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.problem.Refusal;

/** A baseline that cannot be made of a live schema here. */
final class BaselineUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    BaselineUnavailable(String environment) {
        super(
                "baseline-unavailable",
                422,
                "No baseline can be made of the schema",
                "This service cannot write down the schema of " + environment
                        + " as SQL. Give a dump of it: schemaDump.");
        member("environment", environment);
    }
}
