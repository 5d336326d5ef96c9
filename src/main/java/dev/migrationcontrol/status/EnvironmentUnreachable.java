package dev.migrationcontrol.status;

import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.problem.Refusal;

/** What is asked for can only be read from the environment's database, which does not answer. */
final class EnvironmentUnreachable extends Refusal {
    private static final long serialVersionUID = 1L;

    EnvironmentUnreachable(String environment, Observation.Unreachable observation) {
        super(
                "environment-unreachable",
                503,
                "The environment's database does not answer",
                "The database of '" + environment + "' does not answer. " + observation.reason());
        member("environment", environment);
        if (observation.sqlState() != null) {
            member("sqlState", observation.sqlState());
        }
    }
}
