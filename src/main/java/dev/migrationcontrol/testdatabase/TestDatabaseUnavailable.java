package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.problem.Refusal;

/** No test database can be built. */
final class TestDatabaseUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    /** The server cannot be used. */
    static TestDatabaseUnavailable ofServer(String why) {
        return new TestDatabaseUnavailable(503, why);
    }

    /** The migrations cannot be run on an empty database. */
    static TestDatabaseUnavailable ofMigrations(String why) {
        return new TestDatabaseUnavailable(409, why);
    }

    private TestDatabaseUnavailable(int status, String why) {
        super("test-database-unavailable", status, "No test database can be built", why);
    }
}
