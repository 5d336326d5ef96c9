package dev.migrationcontrol.loss;

import dev.migrationcontrol.control.ControlDatabaseUnavailable;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.proof.UndoProofs;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.schema.HeldObject;
import dev.migrationcontrol.script.ResolvedScripts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a rollback destroys on its target, and whether whoever asks for it accepts that. */
@ApplicationScoped
public class Losses {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Map<String, String> READING =
            Map.of("default_transaction_read_only", "on", "statement_timeout", "5000", "lock_timeout", "2000");

    private final DatabaseConnections connections;

    private final UndoProofs proofs;

    Losses(DatabaseConnections connections, UndoProofs proofs) {
        this.connections = connections;
        this.proofs = proofs;
    }

    /**
     * What whoever asks accepts to lose.
     *
     * @param names {@code schema.table} or {@code schema.table.column}
     * @param kept whether what can be copied is copied first, and so is not lost
     */
    public record Accepted(Collection<String> names, boolean kept) {
        public Accepted {
            names = List.copyOf(names);
        }
    }

    /**
     * What these undo scripts destroy, in the order in which they run; counted on the target, which is only read, within half
     * a minute. Blocks.
     *
     * @throws SQLException when the target cannot be read
     */
    public List<Loss> count(Environment environment, ResolvedScripts scripts, History history, List<ScriptRun> undos)
            throws SQLException {
        return count(environment, scripts, history, undos, new Accepted(List.of(), false));
    }

    private List<Loss> count(
            Environment environment, ResolvedScripts scripts, History history, List<ScriptRun> undos, Accepted accepted)
            throws SQLException {
        try (Connection connection =
                connections.open(environment.database(), "migration-control/loss", READING, CONNECT_TIMEOUT)) {
            connection.setAutoCommit(false);
            return new LossCounter(connection)
                    .count(notNamed(threats(connection, environment, scripts, history, undos), accepted));
        }
    }

    List<Threat> threats(
            Connection connection,
            Environment environment,
            ResolvedScripts scripts,
            History history,
            List<ScriptRun> undos)
            throws SQLException {
        Map<String, List<HeldObject>> measured =
                measured(new UndoQuestion(environment, scripts, history, List.of(), null, null), connection);
        ThreatFinder finder = new ThreatFinder(
                connection,
                TargetCatalogue.path(connection, environment.policy().defaultSchema()));
        for (ScriptRun run : undos) {
            String name = run.script().name();
            finder.add(name, DestructionReader.read(scripts.replacedTextOf(run.script())));
            finder.addMeasured(name, measured.getOrDefault(name, List.of()));
        }
        return finder.threats();
    }

    /** What the undo scripts took away on scratch databases, where they were proven. */
    private Map<String, List<HeldObject>> measured(UndoQuestion question, Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        Map<String, List<HeldObject>> measured = new HashMap<>();
        try {
            proofs.known(question, version).stream()
                    .filter(each -> each.undo() != null)
                    .forEach(each -> measured.put(String.valueOf(each.undo()), each.takesAway()));
        } catch (ControlDatabaseUnavailable e) {
            // The texts of the scripts say most of it.
            return Map.of();
        }
        return measured;
    }

    private static List<Threat> notNamed(List<Threat> threats, Accepted accepted) {
        return threats.stream()
                .filter(each -> !(accepted.kept() && each.archivable()) && !isAccepted(each, accepted.names()))
                .toList();
    }

    private static boolean isAccepted(Threat threat, Collection<String> accepted) {
        return accepted.contains(threat.name())
                || accepted.contains(threat.table().name().toString());
    }

    /**
     * Refuses a rollback that destroys what the request does not name. Blocks.
     *
     * @throws LossNotAccepted with what it would destroy
     */
    public void require(
            Environment environment,
            ResolvedScripts scripts,
            History history,
            List<ScriptRun> undos,
            Accepted accepted) {
        try {
            List<Loss> losses = count(environment, scripts, history, undos, accepted);
            if (!losses.isEmpty()) {
                throw new LossNotAccepted(environment.name(), losses);
            }
        } catch (SQLException e) {
            throw new LossUnknown(environment.name(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * The same under the lock of the history.
     *
     * @throws RunFailure when the target cannot be read
     */
    public PlanResult check(PlanResult planning, Environment environment, MigrationSession session, Accepted accepted)
            throws RunFailure {
        if (!(planning instanceof PlanResult.Ready ready)) {
            return planning;
        }
        List<Loss> losses = session.transact((connection, changes) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION READ ONLY");
            }
            return new LossCounter(connection)
                    .count(notNamed(
                            threats(
                                    connection,
                                    environment,
                                    session.resolvedScripts(),
                                    session.history(),
                                    ready.runs()),
                            accepted));
        });
        return losses.isEmpty()
                ? planning
                : PlanResult.Blocked.by(
                        PlanResult.Obstacle.LOSS_NOT_ACCEPTED,
                        LossNotAccepted.detail(environment.name(), losses),
                        List.of());
    }
}
