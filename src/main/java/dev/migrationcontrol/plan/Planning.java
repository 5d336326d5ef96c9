package dev.migrationcontrol.plan;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.execution.preflight.RequestFields;
import dev.migrationcontrol.planner.AppliedChain;
import dev.migrationcontrol.planner.RollbackPlanner;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.schema.SchemaFingerprint;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Version;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans on what an environment and its scripts are now; reads and changes nothing. */
@Singleton
final class Planning {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final RollbackAim aims;
    private final DatabaseConnections connections;

    Planning(ScriptCatalog catalog, Preflight preflight, RollbackAim aims, DatabaseConnections connections) {
        this.catalog = catalog;
        this.preflight = preflight;
        this.aims = aims;
        this.connections = connections;
    }

    /** What was planned, and from what. */
    record Planned(PlanResult result, PlanBasis basis, ResolvedScripts scripts, History history) {
        /** The newest version that is applied; null where none is. */
        @Nullable
        String from() {
            return AppliedChain.newest(history).map(Version::toString).orElse(null);
        }

        /** The version that is the newest after it; null where there is none. */
        @Nullable
        String to() {
            if (!(result instanceof PlanResult.Ready ready)) {
                return from();
            }
            return AppliedChain.newestAfter(history, ready.runs())
                    .map(Version::toString)
                    .orElse(null);
        }
    }

    /**
     * Blocks.
     *
     * @throws dev.migrationcontrol.problem.Refusal when the environment or its scripts cannot be read
     */
    Planned plan(Environment environment, PlanRequest request) {
        ResolvedScripts scripts = catalog.readFresh(environment);
        History history = preflight.requireReadable(environment);
        PlanResult result = HistoryGuard.check(result(environment, request, history, scripts), scripts, environment);
        PlanBasis basis = PlanBases.of(
                result instanceof PlanResult.Ready ready ? ready.runs() : List.of(),
                scripts,
                history,
                environment.policy(),
                schema(environment));
        return new Planned(result, basis, scripts, history);
    }

    private PlanResult result(Environment environment, PlanRequest request, History history, ResolvedScripts scripts) {
        if (request.requireType() == PlanType.UPGRADE) {
            return UpgradePlanner.plan(
                    history,
                    scripts.scripts(),
                    RequestFields.version("targetVersion", request.targetVersion()),
                    Optional.ofNullable(request.outOfOrder())
                            .orElse(environment.policy().outOfOrder()));
        }
        RollbackTarget target =
                aims.of(environment.name(), request.steps(), request.targetVersion(), request.operation());
        return RollbackPlanner.plan(history, scripts.scripts(), target, scripts::textOf);
    }

    private String schema(Environment environment) {
        Map<String, String> settings =
                Map.of("statement_timeout", "30000", "default_transaction_read_only", "on", "lock_timeout", "5000");
        try (Connection connection =
                connections.open(environment.database(), "migration-control/plan", settings, CONNECT_TIMEOUT)) {
            return SchemaFingerprint.of(connection, PlanBases.hidden(environment.policy()));
        } catch (SQLException e) {
            throw new SchemaUnreadable(environment.name(), String.valueOf(e.getMessage()));
        }
    }
}
