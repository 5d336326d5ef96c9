package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.PlannedStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Leaves an operation in the control database as a replica leaves it that died at work. */
public final class BegunOperation {
    private BegunOperation() {}

    /** @param plan the steps that the dead replica had planned */
    static void insert(DataSource control, UUID id, String environment, String request, List<PlannedStep> plan)
            throws SQLException {
        try (Connection connection = control.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO operation (id, type, environment, requested_by, request, created_at, started_at, state,"
                                + " attempt) VALUES (?, 'UPGRADE', ?, 'test', ?::jsonb, now(), now(), 'RUNNING', 1)")) {
            statement.setObject(1, id);
            statement.setString(2, environment);
            statement.setString(3, request);
            statement.executeUpdate();
            for (int i = 0; i < plan.size(); i++) {
                insert(connection, id, i, plan.get(i));
            }
        }
    }

    private static void insert(Connection connection, UUID id, int position, PlannedStep step) throws SQLException {
        String sql = "INSERT INTO operation_step (operation_id, position, version, description, script, direction,"
                + " history_rank, checksum, outside_statement) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.setInt(2, position);
            statement.setString(3, step.version());
            statement.setString(4, step.description());
            statement.setString(5, step.script());
            statement.setString(6, step.direction().name());
            statement.setInt(7, step.historyRank());
            statement.setObject(8, step.checksum());
            statement.setObject(9, step.outsideStatement() == 0 ? null : step.outsideStatement());
            statement.executeUpdate();
        }
    }

    public static void execute(DataSource control, String sql) throws SQLException {
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Lets the service find it. */
    public static void schedule(DataSource control, UUID id) throws SQLException {
        try (Connection connection = control.getConnection()) {
            OperationTask.schedule(connection, id, Instant.now());
        }
    }
}
