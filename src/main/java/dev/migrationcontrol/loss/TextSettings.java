package dev.migrationcontrol.loss;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings with which every value becomes a text that leads back to it, for a part of a transaction. */
final class TextSettings implements AutoCloseable {
    private static final Map<String, String> EXACT = Map.of(
            "datestyle", "ISO, YMD",
            "intervalstyle", "postgres",
            "extra_float_digits", "3",
            "bytea_output", "hex",
            "lc_monetary", "C",
            "search_path", "pg_catalog");

    private final Connection connection;
    private final Map<String, String> before = new LinkedHashMap<>();

    TextSettings(Connection connection) throws SQLException {
        this.connection = connection;
        for (Map.Entry<String, String> each : EXACT.entrySet()) {
            before.put(each.getKey(), ask("SELECT pg_catalog.current_setting(?)", each.getKey()));
            ask("SELECT pg_catalog.set_config(?, ?, true)", each.getKey(), each.getValue());
        }
    }

    private String ask(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return String.valueOf(result.getString(1));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Map.Entry<String, String> each : before.entrySet()) {
            ask("SELECT pg_catalog.set_config(?, ?, true)", each.getKey(), each.getValue());
        }
    }
}
