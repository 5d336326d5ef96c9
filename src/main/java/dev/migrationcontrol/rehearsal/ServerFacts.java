package dev.migrationcontrol.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a server and a database decides how scripts run on it.
 *
 * @param version such as {@code 18.6}
 * @param settings of a session that decide what statements mean
 * @param installed extensions by their version
 * @param available extensions that can be created
 */
public record ServerFacts(
        String version, Map<String, String> settings, Map<String, String> installed, List<String> available) {
    private static final List<String> COMPARED = List.of(
            "TimeZone",
            "search_path",
            "standard_conforming_strings",
            "default_table_access_method",
            "default_tablespace",
            "check_function_bodies",
            "row_security",
            "IntervalStyle",
            "DateStyle",
            "bytea_output",
            "default_toast_compression");

    /** The settings that a scratch database takes from the environment's own, since they change what statements do. */
    static final List<String> TAKEN_OVER = List.of("TimeZone", "search_path");

    static ServerFacts of(Connection connection) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> installed = new TreeMap<>();
        List<String> available = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String each : COMPARED) {
                try (ResultSet row =
                        statement.executeQuery("SELECT pg_catalog.current_setting('" + each + "', true)")) {
                    row.next();
                    String value = row.getString(1);
                    settings.put(each, value == null ? "" : value);
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype FROM pg_catalog.pg_database"
                            + " WHERE datname = pg_catalog.current_database()")) {
                row.next();
                settings.put("encoding", row.getString(1));
                settings.put("collation", row.getString(2));
                settings.put("character type", row.getString(3));
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT name, installed_version FROM pg_catalog.pg_available_extensions ORDER BY name")) {
                while (row.next()) {
                    available.add(row.getString(1));
                    if (row.getString(2) != null) {
                        installed.put(row.getString(1), row.getString(2));
                    }
                }
            }
            String version = connection.getMetaData().getDatabaseProductVersion();
            return new ServerFacts(version.replaceFirst(" .*", ""), settings, installed, List.copyOf(available));
        }
    }

    /** How this one, of an environment, differs from that of a rehearsal, in sentences. */
    List<String> differencesTo(ServerFacts rehearsal) {
        List<String> notes = new ArrayList<>();
        if (!major().equals(rehearsal.major())) {
            notes.add("The environment runs PostgreSQL " + version + ", and the rehearsal ran on " + rehearsal.version
                    + ": locks and syntax may differ.");
        }
        List<String> lacking = installed.keySet().stream()
                .filter(each -> !rehearsal.available.contains(each))
                .toList();
        if (!lacking.isEmpty()) {
            notes.add("The server of the rehearsal lacks these extensions of the environment: "
                    + String.join(", ", lacking) + ". Install them there, or rehearse on another server.");
        }
        settings.forEach((name, value) -> {
            String there = rehearsal.settings.getOrDefault(name, "");
            if (!value.equals(there) && !TAKEN_OVER.contains(name)) {
                notes.add("The environment has " + name + " = '" + value + "', and the rehearsal '" + there + "'.");
            }
        });
        return notes;
    }

    private String major() {
        return version.replaceFirst("\\..*", "");
    }
}
