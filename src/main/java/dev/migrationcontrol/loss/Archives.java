package dev.migrationcontrol.loss;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunListener.TransactionWork;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.ResolvedScripts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps what rollbacks would destroy, in a schema of the target, and puts it back in upgrades. */
@ApplicationScoped
public class Archives {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Map<String, String> LIMITS = Map.of("statement_timeout", "30000", "lock_timeout", "5000");

    private final Losses losses;
    private final DatabaseConnections connections;

    Archives(Losses losses, DatabaseConnections connections) {
        this.losses = losses;
        this.connections = connections;
    }

    /** Copies, in the transaction of each undo script, what that is about to destroy. */
    public TransactionWork keeping(UUID archive, Environment environment, ResolvedScripts scripts, History history) {
        return new TransactionWork() {
            @Override
            public void before(ScriptRun run, Connection connection) throws SQLException {
                List<Threat> threats = losses.threats(connection, environment, scripts, history, List.of(run)).stream()
                        .filter(Threat::archivable)
                        .toList();
                if (!threats.isEmpty()) {
                    new ArchiveWriter(connection, archive, version(run)).keep(threats);
                }
            }
        };
    }

    private static String version(ScriptRun run) {
        return String.valueOf(
                run.undone() == null ? run.script().version() : run.undone().version());
    }

    /** Puts back, in the transaction of each migration, what the archive has of its version. */
    public TransactionWork restoring(RestoreArchive which) {
        return new TransactionWork() {
            @Override
            public void after(ScriptRun run, Connection connection) throws SQLException, RunFailure {
                List<ArchivedRows> rows = open(connection, which).stream()
                        .filter(each -> each.version().equals(version(run)))
                        .toList();
                if (!run.isUndo() && run.script().version() != null && !rows.isEmpty()) {
                    UUID newest = rows.get(0).archive();
                    new ArchiveRestorer(connection)
                            .restore(rows.stream()
                                    .filter(each -> each.archive().equals(newest))
                                    .toList());
                }
            }
        };
    }

    private static List<ArchivedRows> open(Connection connection, RestoreArchive which) throws SQLException {
        ArchiveCatalogue catalogue = new ArchiveCatalogue(connection);
        UUID archive = which.archive();
        List<ArchivedRows> rows = archive == null ? catalogue.all() : catalogue.of(archive);
        return rows.stream().filter(each -> each.restoredAt() == null).toList();
    }

    /** The same plan, or why its scripts cannot have their rows kept in their own transactions. */
    public PlanResult checkKeeping(PlanResult planning, ResolvedScripts scripts) {
        return planning instanceof PlanResult.Ready ready ? inTransaction(ready, ready.runs(), scripts) : planning;
    }

    /**
     * The same plan, or why rows cannot be put back in the transactions of its scripts.
     *
     * @throws RunFailure when the archive cannot be read
     */
    public PlanResult checkRestoring(PlanResult planning, RestoreArchive which, MigrationSession session)
            throws RunFailure {
        if (!(planning instanceof PlanResult.Ready ready)) {
            return planning;
        }
        if (!session.scripts().stockOnly().isEmpty()) {
            return PlanResult.Blocked.by(
                    PlanResult.Obstacle.ARCHIVE_NOT_POSSIBLE,
                    "Stock Flyway runs these migrations, and rows cannot be put back in its transactions.",
                    List.of());
        }
        List<String> versions = session.transact((connection, history) ->
                open(connection, which).stream().map(ArchivedRows::version).toList());
        return inTransaction(
                ready,
                ready.runs().stream()
                        .filter(run -> versions.contains(version(run)))
                        .toList(),
                session.resolvedScripts());
    }

    private static PlanResult inTransaction(PlanResult.Ready ready, List<ScriptRun> runs, ResolvedScripts scripts) {
        List<String> outside = runs.stream()
                .map(ScriptRun::script)
                .filter(script -> !scripts.outline(script).transactional())
                .map(script -> script.name())
                .toList();
        return outside.isEmpty()
                ? ready
                : PlanResult.Blocked.by(
                        PlanResult.Obstacle.ARCHIVE_NOT_POSSIBLE,
                        String.join(", ", outside)
                                + " does not run in a transaction, so rows cannot be kept or put back together with it.",
                        List.of());
    }

    /** Those that an environment keeps, the newest first. Blocks. */
    List<ArchiveSummary> list(Environment environment) {
        try (Connection connection = open(environment)) {
            Map<UUID, List<ArchivedRows>> archives = new LinkedHashMap<>();
            for (ArchivedRows each : new ArchiveCatalogue(connection).all()) {
                archives.computeIfAbsent(each.archive(), id -> new ArrayList<>())
                        .add(each);
            }
            return archives.entrySet().stream()
                    .map(each -> ArchiveSummary.of(each.getKey(), each.getValue()))
                    .toList();
        } catch (SQLException e) {
            throw new LossUnknown(environment.name(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Refuses an archive that is not there. Blocks.
     *
     * @throws UnknownArchive when there is none of this id
     */
    public void require(Environment environment, RestoreArchive which) {
        UUID archive = which.archive();
        if (archive != null
                && list(environment).stream().noneMatch(each -> each.id().equals(archive))) {
            throw new UnknownArchive(environment.name(), archive);
        }
    }

    /** Drops one with its tables, in one transaction. Blocks. */
    void drop(Environment environment, UUID archive) {
        require(environment, new RestoreArchive(archive));
        try (Connection connection = open(environment)) {
            connection.setAutoCommit(false);
            new ArchiveCatalogue(connection).drop(archive);
            connection.commit();
        } catch (SQLException e) {
            throw new LossUnknown(environment.name(), String.valueOf(e.getMessage()));
        }
    }

    private Connection open(Environment environment) throws SQLException {
        return connections.open(environment.database(), "migration-control/archives", LIMITS, CONNECT_TIMEOUT);
    }
}
