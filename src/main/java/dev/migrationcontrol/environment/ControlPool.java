package dev.migrationcontrol.environment;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.Driver;

/** The pool of connections to the control database. */
@Singleton
final class ControlPool {
    private static final int MAX_CONNECTIONS = 12;

    /**
     * A node that is paused or cut off in the middle of a transaction keeps its locks no longer than this, so that another
     * can take its work over; and no node waits for a lock without end.
     */
    private static final String LIMITS = "SET idle_in_transaction_session_timeout = '3s'; SET lock_timeout = '10s'";

    private final AgroalDataSource pool;

    @Inject
    ControlPool(Environments environments) {
        pool = pool(environments.controlDatabase());
    }

    @Produces
    @Singleton
    AgroalDataSource controlDataSource() {
        return pool;
    }

    /** After everyone who uses it, before the embedded server is stopped. */
    void close(@Observes @Priority(Integer.MAX_VALUE - 1) ShutdownEvent event) {
        pool.close();
    }

    /** Opens no connection before the first is asked for. */
    static AgroalDataSource pool(Database database) {
        try {
            return AgroalDataSource.from(configuration(named(database)));
        } catch (SQLException broken) {
            throw new IllegalStateException("the pool of the control database cannot be made", broken);
        }
    }

    private static Database named(Database database) {
        Map<String, String> parameters = new TreeMap<>(database.parameters());
        parameters.putIfAbsent("application_name", "migration-control");
        return database.withParameters(parameters);
    }

    private static AgroalDataSourceConfigurationSupplier configuration(Database database) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .minSize(0)
                .maxSize(MAX_CONNECTIONS)
                .acquisitionTimeout(Duration.ofSeconds(5))
                .idleValidationTimeout(Duration.ofSeconds(5))
                // A connection that was cut is thrown away, instead of handed out again to whoever asks next.
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(2))
                .reapTimeout(Duration.ofMinutes(5))
                .maxLifetime(Duration.ofMinutes(30));
        configure(configuration.connectionPoolConfiguration().connectionFactoryConfiguration(), database);
        return configuration;
    }

    private static void configure(AgroalConnectionFactoryConfigurationSupplier connection, Database database) {
        connection
                .connectionProviderClass(Driver.class)
                .jdbcUrl(database.jdbcUrl())
                .initialSql(LIMITS)
                .loginTimeout(Duration.ofSeconds(5))
                .jdbcProperty("tcpKeepAlive", "true");
        if (database.user() != null) {
            connection.principal(new NamePrincipal(database.user()));
        }
        if (database.password() != null) {
            connection.credential(new SimplePassword(database.password().reveal()));
        }
    }
}
