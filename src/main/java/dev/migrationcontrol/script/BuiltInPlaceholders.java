package dev.migrationcontrol.script;

import dev.migrationcontrol.environment.Environment;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.configuration.Configuration;

/** The placeholders that Flyway itself provides, known here without asking the database. */
final class BuiltInPlaceholders {
    static final String TIMESTAMP = "timestamp";

    private static final DateTimeFormatter TIMESTAMP_FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private BuiltInPlaceholders() {}

    /** @param runTime the time of the run: one for all scripts of an upgrade, as with Flyway */
    static Map<String, String> of(Environment environment, Configuration configuration, Instant runTime) {
        String user = environment.database().user();
        Map<String, String> placeholders = new HashMap<>();
        put(placeholders, configuration, "defaultSchema", configuration.getDefaultSchema());
        put(placeholders, configuration, "database", environment.database().name());
        put(placeholders, configuration, "user", user == null ? System.getProperty("user.name") : user);
        put(placeholders, configuration, TIMESTAMP, timestamp(runTime));
        put(placeholders, configuration, "workingDirectory", System.getProperty("user.dir"));
        put(placeholders, configuration, "table", configuration.getTable());
        put(placeholders, configuration, "environment", "default");
        return placeholders;
    }

    /** The same placeholders at another time. */
    static Map<String, String> at(Instant runTime, Map<String, String> placeholders, Configuration configuration) {
        Map<String, String> others = new HashMap<>(placeholders);
        put(others, configuration, TIMESTAMP, timestamp(runTime));
        return others;
    }

    private static String timestamp(Instant runTime) {
        return LocalDateTime.ofInstant(runTime, ZoneId.systemDefault()).format(TIMESTAMP_FORMAT);
    }

    private static void put(Map<String, String> placeholders, Configuration configuration, String name, String value) {
        placeholders.put("flyway" + configuration.getPlaceholderSeparator() + name, value);
    }
}
