package dev.migrationcontrol;

import dev.migrationcontrol.engine.ControlSchema;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/** A control database of a test's own, migrated, for tests that do without the running service. */
public record TestControl(String name, AgroalDataSource pool) implements AutoCloseable {
    public static TestControl create() {
        String name = TestServer.createDatabase();
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.connectionPoolConfiguration().maxSize(20).acquisitionTimeout(Duration.ofSeconds(60));
        configuration
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl("jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/" + name)
                .principal(new NamePrincipal(TestServer.USER))
                .credential(new SimplePassword("unused"));
        try {
            TestControl control = new TestControl(name, AgroalDataSource.from(configuration));
            ControlSchema.migrate(control.pool);
            return control;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
