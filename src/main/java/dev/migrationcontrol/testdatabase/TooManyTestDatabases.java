package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.problem.Refusal;

/** As many databases are leased as there may be. */
final class TooManyTestDatabases extends Refusal {
    private static final long serialVersionUID = 1L;

    TooManyTestDatabases(String environment, int most) {
        super(
                "too-many-test-databases",
                409,
                "Too many test databases",
                most + " databases of " + environment + " are leased, which is the limit. Return some of them, let them"
                        + " expire, or raise migration-control.test-databases.most.");
    }
}
