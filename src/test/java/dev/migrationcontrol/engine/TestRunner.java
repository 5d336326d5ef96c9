package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import org.jspecify.annotations.Nullable;

/** What the tests of those who let the engine work need of it, without the service. */
public final class TestRunner {
    private TestRunner() {}

    public static MigrationRunner create() {
        return new MigrationRunner(new DatabaseConnections());
    }

    /** A failure as the engine makes it of what the server said about a statement. */
    public static RunFailure failure(
            Reason reason, int statement, int line, @Nullable String sqlState, @Nullable String hint) {
        return new RunFailure(reason, "the server's words", new ServerError(statement, line, sqlState, hint), null);
    }
}
