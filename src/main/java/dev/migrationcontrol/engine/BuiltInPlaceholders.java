package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Environment;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.configuration.Configuration;

/** The placeholders that Flyway itself provides, known here without asking the database. */
final class BuiltInPlaceholders {
    static final String TIMESTAMP = "timestamp";

    private static final DateTimeFormatter TIMESTAMP_FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private BuiltInPlaceholders() {}

    static Map<String, String> of(Environment environment, Configuration configuration) {
        String user = environment.database().user();
        Map<String, String> placeholders = new HashMap<>();
        put(placeholders, configuration, "defaultSchema", configuration.getDefaultSchema());
        put(placeholders, configuration, "database", environment.database().name());
        put(placeholders, configuration, "user", user == null ? System.getProperty("user.name") : user);
        put(placeholders, configuration, TIMESTAMP, LocalDateTime.now().format(TIMESTAMP_FORMAT));
        put(placeholders, configuration, "workingDirectory", System.getProperty("user.dir"));
        put(placeholders, configuration, "table", configuration.getTable());
        put(placeholders, configuration, "environment", "default");
        return placeholders;
    }

    private static void put(Map<String, String> placeholders, Configuration configuration, String name, String value) {
        placeholders.put("flyway" + configuration.getPlaceholderSeparator() + name, value);
    }
}
