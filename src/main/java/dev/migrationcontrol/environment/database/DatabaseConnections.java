package dev.migrationcontrol.environment.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Opens single connections straight through the PostgreSQL driver, without a pool and without DriverManager. */
@Singleton
public final class DatabaseConnections {
    private static final String OLDEST_SERVER = "10";

    /**
     * Opens a connection that the caller closes.
     *
     * @param applicationName as {@code pg_stat_activity} shows it
     * @param serverSettings settings of the session, set at its start; they win over the database's own parameters
     * @param connectTimeout bound for the log-on, all hosts together; whole seconds, rounded up; one that is refused is
     *     tried once more
     * @throws SQLException as the driver reports it; its message may name host, port and user, never the password
     */
    public Connection open(
            Database database, String applicationName, Map<String, String> serverSettings, Duration connectTimeout)
            throws SQLException {
        Map<String, String> parameters = new TreeMap<>(database.parameters());
        parameters.put("application_name", applicationName);
        parameters.put(
                "connect_timeout",
                seconds(connectTimeout.dividedBy(database.hosts().size())));
        // The driver sends the search path as a setting of its own, which would win over the same in the options.
        if (serverSettings.containsKey("search_path")) {
            parameters.remove("search_path");
        }
        parameters.merge("options", options(serverSettings), (own, ours) -> (own + " " + ours).strip());
        parameters.values().removeIf(String::isEmpty);
        Properties properties = new Properties();
        properties.setProperty("tcpKeepAlive", "true");
        if (!serverSettings.isEmpty()) {
            // The driver sends the name of the application at the start, where it else asks for the version first.
            // Poolers
            // that do not know what comes with it refuse our settings, too.
            properties.setProperty("assumeMinServerVersion", OLDEST_SERVER);
        }
        properties.setProperty("loginTimeout", seconds(connectTimeout));
        return LogOn.to(database, database.withParameters(parameters).jdbcUrl(), properties);
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    private static String options(Map<String, String> settings) {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(each -> "-c " + settingName(each.getKey()) + "=" + escaped(each.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String settingName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
            throw new IllegalArgumentException("not the name of a server setting: " + name);
        }
        return name;
    }

    /** The server splits its options at white space unless a backslash precedes it. */
    private static String escaped(String value) {
        return value.replaceAll("([\\\\\\s])", "\\\\$1");
    }
}
