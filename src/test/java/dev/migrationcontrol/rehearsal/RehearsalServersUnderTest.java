package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.util.Optional;

/** The choice of servers without the running service. */
public final class RehearsalServersUnderTest {
    private RehearsalServersUnderTest() {}

    /** Only the environment's own. */
    public static RehearsalServers own() {
        return of(Optional.empty());
    }

    /** With that of {@code REHEARSAL_DATABASE_URL}. */
    public static RehearsalServers of(Optional<Database> rehearsal) {
        return new RehearsalServers(
                () -> rehearsal,
                () -> {
                    throw new IllegalStateException("there is no embedded server here");
                },
                new DatabaseConnections());
    }
}
