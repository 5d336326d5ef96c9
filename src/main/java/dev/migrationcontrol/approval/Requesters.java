package dev.migrationcontrol.approval;

import dev.migrationcontrol.control.ControlDatabase;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Who answers for the callers that run plans; known when a plan is used, and asked again when its turn comes. */
@Singleton
final class Requesters {
    private final AgroalDataSource control;

    Requesters(AgroalDataSource control) {
        this.control = control;
    }

    void store(Connection transaction, UUID plan, String owner) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement("UPDATE plan SET requester = ? WHERE id = ?")) {
            statement.setString(1, owner);
            statement.setObject(2, plan);
            statement.executeUpdate();
        }
    }

    /** The one who answers for the caller that runs this operation. */
    Optional<String> of(UUID operation) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT requester FROM plan WHERE used_by = ?")) {
                statement.setObject(1, operation);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.<String>empty();
                }
            }
        });
    }
}
