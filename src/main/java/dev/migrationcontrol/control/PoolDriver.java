package dev.migrationcontrol.control;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.LogOn;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;

/** The driver of a pool that asks for the login at each connect. The pool makes it by its class, and hands the target over. */
public final class PoolDriver implements Driver {
    private static final String TARGET = "migration-control.target";

    /** What the pool takes for a password, and asks for its properties at each connect. */
    static final class Target extends SimplePassword {
        private static final long serialVersionUID = 1L;

        private final transient Database database;

        Target(Database database) {
            super("");
            this.database = database;
        }

        @Override
        public Properties asProperties() {
            Properties properties = new Properties();
            properties.put(TARGET, database);
            return properties;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Target target && target.database.equals(database);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(database);
        }
    }

    @Override
    public Connection connect(String url, Properties given) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(given);
        Database database = (Database) Objects.requireNonNull(properties.remove(TARGET));
        return LogOn.to(database, url, properties);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:postgresql:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
