package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** No database with this id is leased. */
final class UnknownTestDatabase extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownTestDatabase(UUID id) {
        super(
                "unknown-test-database",
                404,
                "Unknown test database",
                "No test database with the id " + id + " is leased: it was returned, or its time is over.");
    }
}
