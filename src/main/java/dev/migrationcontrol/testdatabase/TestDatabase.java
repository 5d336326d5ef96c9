package dev.migrationcontrol.testdatabase;

import java.time.Instant;
import java.util.UUID;

/** A database that is leased until a moment. */
record TestDatabase(UUID id, String environment, String leasedBy, Instant leasedAt, Instant expiresAt) {
    /** What its name on the server is made of. */
    String digits() {
        return digits(id);
    }

    static String digits(UUID id) {
        return id.toString().replace("-", "");
    }
}
