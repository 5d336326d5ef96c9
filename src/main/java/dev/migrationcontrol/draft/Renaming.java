package dev.migrationcontrol.draft;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Gives objects of scratch databases other names. */
@ApplicationScoped
class Renaming {
    private final DatabaseConnections connections;

    Renaming(DatabaseConnections connections) {
        this.connections = connections;
    }

    /**
     * Renames them, in this order.
     *
     * @throws DraftImpossible when the server refuses one
     */
    void rename(Database scratch, List<Rename> renames) throws DraftImpossible, SQLException {
        if (renames.isEmpty()) {
            return;
        }
        try (Connection connection = Interruption.watched(connections.open(
                        scratch, "migration-control/draft", WorkSession.writing(), Duration.ofSeconds(10)));
                Statement statement = connection.createStatement()) {
            for (Rename each : renames) {
                rename(statement, each);
            }
        }
    }

    private static void rename(Statement statement, Rename rename) throws DraftImpossible {
        try {
            statement.execute(rename.forward());
        } catch (SQLException e) {
            throw new DraftImpossible(rename.from() + " cannot be renamed: " + e.getMessage());
        }
    }
}
