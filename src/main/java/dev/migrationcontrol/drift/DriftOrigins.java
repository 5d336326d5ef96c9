package dev.migrationcontrol.drift;

import dev.migrationcontrol.environment.DriftPolicy;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.schema.ObjectChange;
import dev.migrationcontrol.schema.ObjectOrigins;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.WorkSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds to what differs whose it is, who changed it, and why it is accepted. */
@ApplicationScoped
class DriftOrigins {
    private final SchemaComparison comparison;
    private final DatabaseConnections connections;

    DriftOrigins(SchemaComparison comparison, DatabaseConnections connections) {
        this.comparison = comparison;
        this.connections = connections;
    }

    /** Reads it from the environment. Blocks. */
    List<DriftedObject> of(Environment environment, List<ObjectChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<String> names =
                changes.stream().map(ObjectChange::object).distinct().toList();
        ObjectOrigins origins = comparison.origins(environment.database(), names);
        Map<String, DriftedObject.Origin> records;
        try (Connection connection = Interruption.watched(connections.open(
                environment.database(), "migration-control/drift", WorkSession.reading(), Duration.ofSeconds(10)))) {
            records = DriftRecords.find(connection, names);
        }
        return changes.stream()
                .map(change -> {
                    Optional<ObjectOrigins.Origin> origin = origins.of(change.kind(), change.object());
                    return DriftedObject.of(change)
                            .with(
                                    origin.map(ObjectOrigins.Origin::owner).orElse(null),
                                    changed(records.get(change.object()), origin),
                                    accepted(environment.policy().drift(), change.object()));
                })
                .toList();
    }

    private static DriftedObject.@Nullable Origin changed(
            DriftedObject.@Nullable Origin recorded, Optional<ObjectOrigins.Origin> origin) {
        if (recorded != null) {
            return recorded;
        }
        Instant at = origin.map(ObjectOrigins.Origin::changedAt).orElse(null);
        return at == null ? null : new DriftedObject.Origin(DriftedObject.Evidence.COMMIT_TIME, at, null, null, null);
    }

    private static DriftedObject.@Nullable Accepted accepted(DriftPolicy policy, String object) {
        return policy.acceptedName(object)
                .map(name -> new DriftedObject.Accepted(
                        String.valueOf(policy.accepted().get(name)), "drift-accept." + name))
                .orElse(null);
    }
}
