package dev.migrationcontrol.script;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** The Flyway configuration of an environment: the same for reading scripts and for running stock Flyway. */
public final class FlywaySettings {
    private FlywaySettings() {}

    public static FluentConfiguration of(Environment environment) {
        Policy policy = environment.policy();
        FluentConfiguration configuration = Flyway.configure(FlywaySettings.class.getClassLoader())
                .locations(policy.locations().toArray(String[]::new))
                .schemas(policy.schemas().toArray(String[]::new))
                .defaultSchema(policy.schemas().get(0))
                .table(policy.historyTable())
                .placeholders(policy.placeholders())
                .mixed(policy.mixed())
                .outOfOrder(policy.outOfOrder())
                .failOnMissingLocations(true);
        // With the transactional lock a CREATE INDEX CONCURRENTLY waits for Flyway's own transaction for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
