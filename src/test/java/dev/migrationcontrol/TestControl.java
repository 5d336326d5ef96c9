package dev.migrationcontrol;

import dev.migrationcontrol.engine.ControlSchema;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/** A control database of a test's own, migrated, for tests that do without the running service. */
public record TestControl(String name, AgroalDataSource pool) implements AutoCloseable {
    public static TestControl create() {
        String name = TestServer.createDatabase();
        TestControl control = new TestControl(name, pool(name, TestServer.USER, 20));
        ControlSchema.migrate(control.pool);
        return control;
    }

    /** Connections to a database as a role of the server; it trusts everyone. */
    public static AgroalDataSource pool(String name, String role, int size) {
        return poolAt("jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/" + name, role, size);
    }

    /** The same on any server that trusts everyone. */
    public static AgroalDataSource poolAt(String jdbcUrl, String role, int size) {
        var configuration = new AgroalDataSourceConfigurationSupplier();
        configuration
                .connectionPoolConfiguration()
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .maxSize(size)
                .acquisitionTimeout(Duration.ofSeconds(60));
        configuration
                .connectionPoolConfiguration()
                .connectionFactoryConfiguration()
                .jdbcUrl(jdbcUrl)
                .principal(new NamePrincipal(role))
                .credential(new SimplePassword("unused"));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
