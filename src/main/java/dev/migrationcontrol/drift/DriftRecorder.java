package dev.migrationcontrol.drift;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Event triggers by which a database itself writes down who changes its schema; installed only on request. */
final class DriftRecorder {
    private static final String INSTALLED =
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = 'migration_control_drift_end')";

    private static final String REMOVE = "DROP EVENT TRIGGER IF EXISTS migration_control_drift_end;"
            + "DROP EVENT TRIGGER IF EXISTS migration_control_drift_drop;"
            + "DROP SCHEMA IF EXISTS migration_control_drift CASCADE";

    private DriftRecorder() {}

    static boolean isInstalled(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INSTALLED)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Installs it, in the transaction of its caller; an older one is replaced, with what it has recorded kept. */
    static void install(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script());
        }
    }

    /** Removes it with all that it has recorded, in the transaction of its caller. */
    static void remove(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(REMOVE);
        }
    }

    private static String script() {
        try (InputStream in = DriftRecorder.class.getResourceAsStream("recorder.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
