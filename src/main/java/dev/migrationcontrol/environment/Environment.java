package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * A named, configured database with its policy.
 *
 * @param readDatabase a replica on which read-only checks run
 * @param variable where it came from: {@code TEST_DATABASE_URL}, {@code DB_HOST}, a property, or {@code embedded}
 */
public record Environment(
        String name, Database database, @Nullable Database readDatabase, String variable, Policy policy) {

    /** The same for scripts that nobody has vouched for: the embedded server has a role for them that may do little. */
    public Environment forTrials() {
        return variable.equals(EmbeddedServer.VARIABLE)
                ? new Environment(name, database.withUser(EmbeddedServer.TRIAL_USER), null, variable, policy)
                : this;
    }

    /** The same without its replica: for looks that decide about changes. */
    public Environment onPrimary() {
        return readDatabase == null ? this : new Environment(name, database, null, variable, policy);
    }

    /** Where read-only checks run. */
    public Database statusDatabase() {
        return readDatabase == null ? database : readDatabase;
    }
}
