package dev.migrationcontrol.adoption;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far the consolidation of an environment has come, by the record in the target itself. */
@ApplicationScoped
class AdoptionState {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Environments environments;
    private final DatabaseConnections connections;

    AdoptionState(Environments environments, DatabaseConnections connections) {
        this.environments = environments;
        this.connections = connections;
    }

    Environment environment(OperationRun run) {
        return environments.require(run.operation().requireEnvironment());
    }

    /** The history that an adoption of the environment is of. */
    static String history(Environment environment) {
        return environment.policy().defaultSchema() + "." + environment.policy().historyTable();
    }

    Connection open(Environment environment, String applicationName) throws SQLException {
        Map<String, String> settings = new HashMap<>(WorkSession.reading());
        settings.put(
                "statement_timeout",
                Long.toString(environment.policy().statementTimeout().toMillis()));
        return Interruption.watched(
                connections.open(environment.database(), applicationName, settings, CONNECT_TIMEOUT));
    }

    Optional<AdoptionRecord> find(Environment environment, String applicationName) throws SQLException {
        try (Connection connection = open(environment, applicationName)) {
            return new ArchiveStore(connection, history(environment)).find();
        }
    }

    /** What could be done next in an environment that is adopted. */
    ConsolidationResult next(AdoptionRecord record) {
        List<String> changes = new ArrayList<>();
        if (record.stage() == Stage.ADOPTED) {
            Retirement.planned(record).forEach(change -> changes.add("retire: " + change));
        }
        record.tables().stream()
                .filter(table -> table.archive() != null)
                .forEach(table -> changes.add("undo: move " + table.archive() + "." + table.name() + " back"));
        changes.add("undo: remove the " + record.rows() + " rows of the adoption"
                + (record.historyWasThere() ? "" : " with the history itself"));
        return ConsolidationResult.of(record.stage(), changes);
    }
}
