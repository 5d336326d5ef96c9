package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import dev.migrationcontrol.scratch.ScratchDatabase;
import dev.migrationcontrol.scratch.ScratchDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.scratch.WorkSession;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tries undo scripts, each on a copy of what the migrations before it make: what one of them leaves is no difference of the
 * next one.
 */
@ApplicationScoped
class UndoProver {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final RehearsalServers servers;
    private final ReplayedDatabases replayed;
    private final ScratchDatabases scratches;
    private final ScriptReplay replay;
    private final SchemaComparison comparison;
    private final DatabaseConnections connections;

    UndoProver(
            RehearsalServers servers,
            ReplayedDatabases replayed,
            ScratchDatabases scratches,
            ScriptReplay replay,
            SchemaComparison comparison,
            DatabaseConnections connections) {
        this.servers = servers;
        this.replayed = replayed;
        this.scratches = scratches;
        this.replay = replay;
        this.comparison = comparison;
        this.connections = connections;
    }

    /** Who hears of each verdict. */
    record Telling(UndoProofs.Work work, Consumer<UndoProof> found) {}

    /** The major version of the environment's own server, wherever its scripts are tried. */
    int serverVersion(Environment environment) throws SQLException {
        try (Connection connection = connections.open(
                environment.database(), "migration-control/proof", WorkSession.reading(), CONNECT_TIMEOUT)) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    /** Measures what is open. Blocks. */
    void prove(UndoQuestion question, UndoChain chain, List<UndoLink> open, Telling telling)
            throws ScratchUnavailable, RunFailure, SQLException {
        if (chain.gap() != null) {
            notTried(open, telling, chain.gap());
            return;
        }
        List<UndoLink> left = new ArrayList<>(open);
        try (Interruption unused = Interruption.on(telling.work().stop())) {
            servers.inTurn(question.environment(), server -> {
                try (Walk walk = new Walk(question, left, telling, server)) {
                    walk.go(chain.links());
                }
                return true;
            });
        } catch (ScriptFailed e) {
            throw e.why();
        }
    }

    private static void notTried(List<UndoLink> links, Telling telling, String reason) {
        links.forEach(link -> telling.found().accept(link.unmeasured(UndoVerdict.NOT_TRIED, reason)));
    }

    /** One way along the chain on one server. */
    private final class Walk implements AutoCloseable {
        private final UndoQuestion question;
        private final List<UndoLink> open;
        private final Telling telling;
        private final RehearsalServers.Choice server;
        private final List<Script> toRun = new ArrayList<>();
        private @Nullable ScratchDatabase main;

        /** @param open loses what was measured */
        Walk(UndoQuestion question, List<UndoLink> open, Telling telling, RehearsalServers.Choice server) {
            this.question = question;
            this.open = open;
            this.telling = telling;
            this.server = server;
        }

        void go(List<UndoLink> links) throws ScratchUnavailable, RunFailure, SQLException {
            for (UndoLink link : links) {
                if (open.isEmpty()) {
                    return;
                }
                String broken = step(link);
                if (broken != null) {
                    notTried(open, telling, broken);
                    return;
                }
            }
        }

        /** Why nothing more can be tried; null when it can. */
        private @Nullable String step(UndoLink link) throws ScratchUnavailable, RunFailure, SQLException {
            ResolvedScripts scripts = question.scripts();
            Optional<String> obstacle = ScriptBlame.obstacle(link.script(), scripts);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            if (!open.contains(link) || link.undo() == null) {
                toRun.add(link.script());
                return null;
            }
            telling.work().listener().begins(link.script().requireVersion().toString());
            Optional<String> obstacleOfUndo = ScriptBlame.obstacle(link.undo(), scripts);
            if (obstacleOfUndo.isPresent()) {
                toRun.add(link.script());
                found(link, link.unmeasured(UndoVerdict.NOT_TRIED, obstacleOfUndo.get()));
                return null;
            }
            return tried(link);
        }

        private @Nullable String tried(UndoLink link) throws ScratchUnavailable, RunFailure, SQLException {
            try {
                ScratchDatabase before = catchUp();
                try (ScratchDatabase copy = scratches.copy(server.environment(), before)) {
                    found(link, new UndoTrial(tools(), link, before, copy).run());
                }
                return null;
            } catch (UndoTrial.Broken e) {
                return e.reason();
            }
        }

        private void found(UndoLink link, UndoProof proof) {
            open.remove(link);
            telling.found().accept(proof);
        }

        /** The database with all that runs before; the first time it may be a copy of a template. */
        private ScratchDatabase catchUp() throws UndoTrial.Broken, ScratchUnavailable, RunFailure {
            Script[] running = new Script[1];
            try {
                ScratchDatabase there = main;
                if (there == null) {
                    there = replayed.build(server.environment(), order(), (script, place) -> running[0] = script)
                            .database();
                    main = there;
                } else {
                    replay.replay(there, order(), (script, place) -> running[0] = script);
                }
                toRun.clear();
                return there;
            } catch (ScriptFailed e) {
                ScriptBlame.require(e.why());
                throw new UndoTrial.Broken(
                        running[0] == null ? e.why().message() : ScriptBlame.broken(running[0], e.why()));
            }
        }

        @Override
        public void close() {
            if (main != null) {
                main.close();
            }
        }

        private UndoTrial.Tools tools() {
            ComparisonScope hidden = new ComparisonScope(
                    List.of(question.environment().policy().defaultSchema() + "."
                            + question.environment().policy().historyTable()),
                    List.of());
            return new UndoTrial.Tools(replay, order(), comparison, hidden, server.server());
        }

        private ScriptReplay.Order order() {
            return new ScriptReplay.Order(
                    question.scripts(),
                    toRun,
                    telling.work().applicationName(),
                    telling.work().stop());
        }
    }
}
