package dev.migrationcontrol.engine;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Migrates the service's own database with stock Flyway. */
public final class ControlSchema {
    private ControlSchema() {}

    /** Brings the schema of the service's own tables up to date; several replicas may do so at once. */
    public static void migrate(DataSource control) {
        var configuration = Flyway.configure(ControlSchema.class.getClassLoader())
                .dataSource(control)
                .locations("classpath:db/control")
                .table("migration_control_history");
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        configuration.load().migrate();
    }
}
