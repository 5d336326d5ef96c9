package dev.migrationcontrol.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** What the same work costs without a migration tool: one session, one transaction for each element. */
interface Limit {
    String name();

    /**
     * Connects to a database and runs SQL in it.
     *
     * @return how long it took, in nanoseconds
     */
    long run(String database, List<String> transactions) throws IOException, SQLException, InterruptedException;
}
