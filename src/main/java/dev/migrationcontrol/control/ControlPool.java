package dev.migrationcontrol.control;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.ForExecution;
import dev.migrationcontrol.environment.database.Database;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
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

/** The pools of connections to the control database: one for requests, one that requests cannot take. */
@Singleton
final class ControlPool {
    private static final int FOR_REQUESTS = 8;
    private static final int FOR_EXECUTION = 8;

    /** A request that gets no connection by then is refused, and may be repeated. */
    private static final Duration REQUESTS_WAIT = Duration.ofSeconds(2);

    private static final Duration EXECUTION_WAITS = Duration.ofSeconds(5);

    private final AgroalDataSource requests;
    private final AgroalDataSource execution;

    @Inject
    ControlPool(Environments environments) {
        requests = pool(environments.controlDatabase(), ControlSession.REQUEST, FOR_REQUESTS, REQUESTS_WAIT);
        execution = pool(environments.controlDatabase(), ControlSession.EXECUTION, FOR_EXECUTION, EXECUTION_WAITS);
    }

    @Produces
    @Singleton
    AgroalDataSource forRequests() {
        return requests;
    }

    @Produces
    @Singleton
    @ForExecution
    AgroalDataSource forExecution() {
        return execution;
    }

    /** After everyone who uses them, before the embedded server is stopped. */
    void close(@Observes @Priority(Integer.MAX_VALUE - 1) ShutdownEvent event) {
        requests.close();
        execution.close();
    }

    /** Opens no connection before the first is asked for. */
    static AgroalDataSource pool(Database database, ControlSession session, int size, Duration wait) {
        try {
            return AgroalDataSource.from(configuration(named(database), session, size, wait));
        } catch (SQLException broken) {
            throw new IllegalStateException("the pool of the control database cannot be made", broken);
        }
    }

    private static Database named(Database database) {
        Map<String, String> parameters = new TreeMap<>(database.parameters());
        parameters.putIfAbsent("application_name", "migration-control");
        return database.withParameters(parameters);
    }

    private static AgroalDataSourceConfigurationSupplier configuration(
            Database database, ControlSession session, int size, Duration wait) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .minSize(0)
                .maxSize(size)
                .acquisitionTimeout(wait)
                .idleValidationTimeout(Duration.ofSeconds(5))
                // A connection that was cut is thrown away, instead of handed out again to whoever asks next.
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(2))
                .reapTimeout(Duration.ofMinutes(5))
                .maxLifetime(Duration.ofMinutes(30));
        configure(
                configuration.connectionPoolConfiguration().connectionFactoryConfiguration(), database, session.sql());
        return configuration;
    }

    private static void configure(
            AgroalConnectionFactoryConfigurationSupplier connection, Database database, String initialSql) {
        connection
                .connectionProviderClass(PoolDriver.class)
                .jdbcUrl(database.jdbcUrl())
                .initialSql(initialSql)
                .loginTimeout(Duration.ofSeconds(5))
                .jdbcProperty("tcpKeepAlive", "true")
                .credential(new PoolDriver.Target(database));
    }
}
