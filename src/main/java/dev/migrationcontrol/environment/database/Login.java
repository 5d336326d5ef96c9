package dev.migrationcontrol.environment.database;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A user and its password, as they are now. */
public record Login(@Nullable String user, @Nullable Secret<String> password) {
    /** For the driver. */
    Properties jdbcProperties() {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        return properties;
    }
}
