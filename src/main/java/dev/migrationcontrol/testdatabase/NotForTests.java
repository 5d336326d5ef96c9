package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.problem.Refusal;

/** The environment is not one for tests. */
final class NotForTests extends Refusal {
    private static final long serialVersionUID = 1L;

    NotForTests(String environment) {
        super(
                "not-for-tests",
                409,
                "Not an environment for tests",
                "Test databases are not leased of " + environment
                        + ", because the configuration does not say that it is"
                        + " for tests. If it is, add it to migration-control.test-databases.environments.");
    }
}
